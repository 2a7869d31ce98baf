package amagumo.model.convolution;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Gradients of kernels for arrays in the memory of the CPU: the patches under the kernel are laid out as the rows of a
 * matrix, which is then multiplied by the gradient of the output. ND4J's {@code conv2d_bp} takes longer, most of all
 * with few input channels, and always computes the gradient of the input as well.
 */
final class KernelGradient {

    private KernelGradient() {}

    /**
     * Adds the share of one convolution to the gradient of its kernel.
     *
     * @param input {@code [1, rows, columns, inputs]}
     * @param gradient dL/d(output), {@code [1, rows, columns, outputs]}
     * @param sum {@code [side, side, inputs, outputs]}, added to
     */
    static void add(INDArray input, INDArray gradient, INDArray sum, Nd4jMemory memory) {
        int side = (int) sum.size(0);
        long positions = input.size(1) * input.size(2);
        long weights = sum.length() / sum.size(3);
        INDArray rows = side == 1
                ? input.reshape('c', positions, weights)
                : memory.array(Nd4jMemory.Use.PATCHES, input.dataType(), positions, weights);
        if (side > 1) {
            layOut(input, side, rows);
        }
        INDArray outputs = gradient.reshape('c', positions, sum.size(3));
        INDArray total = sum.reshape('c', weights, sum.size(3));
        // Transposed so that the result lies in memory as BLAS wants it, which saves a copy of each operand.
        Nd4j.exec(DynamicCustomOp.builder("matmul")
                .addInputs(outputs.permute(1, 0), rows)
                .addOutputs(total.permute(1, 0))
                .addFloatingPointArguments(1.0, 1.0)
                .addIntegerArguments(0, 0, 0)
                .build());
    }

    /** The pixels under one row of the kernel lie next to each other in memory, so each row is one copy. */
    private static void layOut(INDArray input, int side, INDArray patches) {
        int rows = (int) input.size(1);
        int columns = (int) input.size(2);
        int pixel = Math.toIntExact(input.size(3) * input.dataType().width());
        int reach = side / 2;
        byte[] zeros = new byte[side * pixel];
        ByteBuffer from = bytes(input);
        ByteBuffer to = bytes(patches);
        int at = 0;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int first = Math.max(0, column - reach);
                int before = (first - (column - reach)) * pixel;
                int inside = (Math.min(columns, column + reach + 1) - first) * pixel;
                for (int y = row - reach; y <= row + reach; y++, at += side * pixel) {
                    if (y < 0 || y >= rows) {
                        to.put(at, zeros);
                    } else {
                        to.put(at, zeros, 0, before);
                        to.put(at + before, from, (y * columns + first) * pixel, inside);
                        to.put(at + before + inside, zeros, 0, side * pixel - before - inside);
                    }
                }
            }
        }
        Reference.reachabilityFence(input);
        Reference.reachabilityFence(patches);
    }

    private static ByteBuffer bytes(INDArray array) {
        Pointer start = array.data().addressPointer();
        return new BytePointer(start)
                .limit(array.length() * array.dataType().width())
                .asByteBuffer();
    }
}
