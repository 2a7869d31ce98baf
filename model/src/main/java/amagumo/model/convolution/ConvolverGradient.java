package amagumo.model.convolution;

import amagumo.model.threads.Scratch;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The backward pass of a {@link Convolver} with the same kernels. May be used by several threads at once, each with its
 * own scratch and sums; may hold native memory until closed.
 */
public interface ConvolverGradient extends AutoCloseable {

    /**
     * Adds to the gradients of inputs and kernels.
     *
     * @param inputs as many as in the forward pass
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
