package amagumo.model.convolution;

import amagumo.model.threads.Crew;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sums of 1 x 1 convolutions of floats in the memory of the CPU, each as one product of matrices. With few outputs,
 * ND4J's convolution takes ten times as long.
 */
public final class MatrixConvolver implements Convolver {

    private final List<INDArray> kernels;

    /** A convolver with kernels {@code [1, 1, inputs, outputs]}. */
    public MatrixConvolver(List<INDArray> kernels) {
        this.kernels = kernels;
    }

    @Override
    public void run(List<INDArray> inputs, INDArray output, Crew crew) {
        Matrix sum = Matrix.of(output);
        crew.forEach(crew.size(), (part, scratch) -> {
            int from = (int) ((long) sum.rows() * part / crew.size());
            int to = (int) ((long) sum.rows() * (part + 1) / crew.size());
            for (int i = 0; i < inputs.size(); i++) {
                sum.product(Matrix.of(inputs.get(i)), Matrix.of(kernels.get(i)), i > 0, from, to);
            }
        });
    }
}
