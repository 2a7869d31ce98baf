package amagumo.model.convolution;

import amagumo.model.threads.Scratch;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The way back through a {@link Convolver} with the same kernels. May be used by several threads at once, each with a
 * scratch and sums of its own; may hold native memory until closed.
 */
public interface ConvolverGradient extends AutoCloseable {

    /**
     * Adds to the gradients of inputs and kernels.
     *
     * @param inputs as many as were given on the way forward
     * @param gradient dL/d(output)
     * @param inputGradients dL/d(input) of each of these inputs
     * @param kernelGradients dL/d(kernel) of each kernel; those without an input stay as they are
     */
    void add(
            List<INDArray> inputs,
            INDArray gradient,
            List<INDArray> inputGradients,
            List<INDArray> kernelGradients,
            Scratch scratch);

    @Override
    void close();
}
