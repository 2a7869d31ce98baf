package amagumo.model.convolution;

import amagumo.model.threads.Scratch;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The backward pass of a {@link MatrixConvolver}. */
public final class MatrixConvolverGradient implements ConvolverGradient {

    private final List<INDArray> kernels;

    /** A gradient with the kernels of the forward pass. */
    public MatrixConvolverGradient(List<INDArray> kernels) {
        this.kernels = kernels;
    }

    @Override
    public void add(
            List<INDArray> inputs,
            INDArray gradient,
            List<INDArray> inputGradients,
            List<INDArray> kernelGradients,
            Scratch scratch) {
        Matrix outputs = Matrix.of(gradient);
        for (int i = 0; i < inputs.size(); i++) {
            Matrix.of(inputGradients.get(i))
                    .product(outputs, Matrix.of(kernels.get(i)).turned(), true);
            Matrix.of(kernelGradients.get(i)).product(Matrix.of(inputs.get(i)).turned(), outputs, true);
        }
    }

    @Override
    public void close() {
        // The kernels belong to the caller.
    }
}
