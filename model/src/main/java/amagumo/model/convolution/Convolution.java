package amagumo.model.convolution;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J's 2-D convolutions as this network uses them: channels last, stride 1, zero padding that keeps the size. Frames
 * are {@code [n, rows, columns, channels]}, kernels {@code [side, side, inputs, outputs]} with an odd side.
 */
public final class Convolution {

    private Convolution() {}

    /** Writes the convolution of {@code input} with {@code kernel} to {@code output}. */
    static void forward(INDArray input, INDArray kernel, INDArray output) {
        Nd4j.exec(DynamicCustomOp.builder("conv2d")
                .addInputs(input, kernel)
                .addOutputs(output)
                .addIntegerArguments(arguments(kernel))
                .build());
    }

    /**
     * Adds the share of one convolution to the gradient of its kernel.
     *
     * @param gradient dL/d(output)
     * @param sum dL/d(kernel), added to
     */
    static void addKernelGradient(INDArray input, INDArray gradient, INDArray sum) {
        INDArray share = sum.ulike();
        Nd4j.exec(DynamicCustomOp.builder("conv2d_bp")
                .addInputs(input, sum, gradient)
                .addOutputs(input.ulike(), share)
                .addIntegerArguments(arguments(sum))
                .build());
        sum.addi(share);
    }

    /**
     * The kernel that takes a gradient back through the convolution: {@code forward} with it turns dL/d(output) into
     * dL/d(input). It is rotated by 180 degrees, with inputs and outputs swapped.
     */
    public static INDArray reversed(INDArray kernel) {
        INDArray swapped = kernel.permute(0, 1, 3, 2);
        INDArray turned = Nd4j.createUninitialized(kernel.dataType(), swapped.shape(), 'c');
        int last = Math.toIntExact(kernel.size(0) * kernel.size(1)) - 1;
        for (int k = 0; k <= last; k++) {
            // ND4J's "reverse" does the same, but never frees its views of the array, 80 octets each.
            turned.tensorAlongDimension(last - k, 2, 3).assign(swapped.tensorAlongDimension(k, 2, 3));
        }
        return turned;
    }

    /** kH, kW, sH, sW, pH, pW, dH, dW, 1 = same size, 1 = channels last, 0 = kernels [kH, kW, in, out]. */
    private static int[] arguments(INDArray kernel) {
        int side = (int) kernel.size(0);
        return new int[] {side, side, 1, 1, 0, 0, 1, 1, 1, 1, 0};
    }
}
