package amagumo.model.convolution;

import amagumo.model.threads.Crew;
import amagumo.model.threads.Scratch;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Convolutions computed by ND4J, one after the other: for any backend, type, odd side and number of channels. */
public final class Nd4jConvolver implements Convolver {

    private final List<INDArray> kernels;

    /** A convolver with kernels {@code [side, side, inputs, outputs]}. */
    public Nd4jConvolver(List<INDArray> kernels) {
        this.kernels = kernels;
    }

    @Override
    public void run(List<INDArray> inputs, INDArray output, Crew crew) {
        // ND4J distributes a convolution over threads by itself.
        crew.forEach(1, (part, scratch) -> run(inputs, output, scratch));
    }

    private void run(List<INDArray> inputs, INDArray output, Scratch scratch) {
        Convolution.forward(inputs.get(0), kernels.get(0), output);
        for (int i = 1; i < inputs.size(); i++) {
            INDArray share = scratch.get(Nd4jMemory.class, Nd4jMemory::new)
                    .array(Nd4jMemory.Use.SHARE, output.dataType(), output.shape());
            Convolution.forward(inputs.get(i), kernels.get(i), share);
            output.addi(share);
        }
    }
}
