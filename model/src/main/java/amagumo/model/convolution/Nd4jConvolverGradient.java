package amagumo.model.convolution;

import amagumo.model.threads.Scratch;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The backward pass of each convolution, computed by ND4J. */
public final class Nd4jConvolverGradient implements ConvolverGradient {

    private final List<INDArray> reversed;
    private final boolean onCpu;

    /**
     * A gradient with the kernels of the forward pass.
     *
     * @param onCpu whether arrays are in the memory of the CPU, where kernels' gradients are products of matrices
     */
    public Nd4jConvolverGradient(List<INDArray> kernels, boolean onCpu) {
        this.reversed = kernels.stream().map(Convolution::reversed).toList();
        this.onCpu = onCpu;
    }

    @Override
    public void add(
            List<INDArray> inputs,
            INDArray gradient,
            List<INDArray> inputGradients,
            List<INDArray> kernelGradients,
            Scratch scratch) {
        Nd4jMemory memory = scratch.get(Nd4jMemory.class, Nd4jMemory::new);
        for (int i = 0; i < inputs.size(); i++) {
            if (onCpu) {
                KernelGradient.add(inputs.get(i), gradient, kernelGradients.get(i), memory);
            } else {
                Convolution.addKernelGradient(inputs.get(i), gradient, kernelGradients.get(i));
            }
            INDArray sum = inputGradients.get(i);
            INDArray share = memory.array(Nd4jMemory.Use.SHARE, sum.dataType(), sum.shape());
            Convolution.forward(gradient, reversed.get(i), share);
            sum.addi(share);
        }
    }

    @Override
    public void close() {
        reversed.forEach(INDArray::close);
    }
}
