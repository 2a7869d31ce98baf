package amagumo.model.convolution;

import amagumo.model.threads.Scratch;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The way back through each convolution by ND4J. */
final class DirectConvolverGradient implements ConvolverGradient {

    private final List<INDArray> reversed;
    private final boolean onCpu;

    DirectConvolverGradient(List<INDArray> kernels, boolean onCpu) {
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
        DirectMemory memory = scratch.get(DirectMemory.class, DirectMemory::new);
        for (int i = 0; i < inputs.size(); i++) {
            if (onCpu) {
                KernelGradient.add(inputs.get(i), gradient, kernelGradients.get(i), memory);
            } else {
                Convolution.addKernelGradient(inputs.get(i), gradient, kernelGradients.get(i));
            }
            INDArray sum = inputGradients.get(i);
            INDArray share = memory.array(DirectMemory.Use.SHARE, sum.dataType(), sum.shape());
            Convolution.forward(gradient, reversed.get(i), share);
            sum.addi(share);
        }
    }

    @Override
    public void close() {
        reversed.forEach(INDArray::close);
    }
}
