package amagumo.model.convlstm;

import amagumo.model.backend.Backend;
import amagumo.model.convolution.Convolver;
import amagumo.model.convolution.ConvolverGradient;
import amagumo.model.convolution.MatrixConvolver;
import amagumo.model.convolution.MatrixConvolverGradient;
import amagumo.model.convolution.Nd4jConvolver;
import amagumo.model.convolution.Nd4jConvolverGradient;
import amagumo.model.gates.Gates;
import amagumo.model.gates.Nd4jGates;
import amagumo.model.vector.VectorUnit;
import amagumo.model.vector.gates.VectorGates;
import amagumo.model.vector.winograd.WinogradConvolver;
import amagumo.model.vector.winograd.WinogradConvolverGradient;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Chooses what computes gates and convolutions. For floats in the memory of the CPU these are vector code where {@link
 * VectorUnit} allows it, for the gates and for convolutions with 3 x 3 kernels, and products of matrices for 1 x 1
 * kernels. Everything else is left to ND4J.
 */
public final class KernelChoice {

    private static final int WINOGRAD_SIDE = 3;

    /**
     * The number of outputs must be a multiple of this: otherwise vectors would be padded too much to gain anything.
     */
    private static final int OUTPUTS = 8;

    private KernelChoice() {}

    /** The gates for arrays of a type. */
    public static Gates gates(DataType type) {
        return areFused(type) ? new VectorGates() : new Nd4jGates();
    }

    /** Whether gates of a type are computed in one pass. */
    static boolean areFused(DataType type) {
        return type == DataType.FLOAT && VectorUnit.isUsable();
    }

    /**
     * The sum of the convolutions with these kernels.
     *
     * @param kernels {@code [side, side, inputs, outputs]} with one odd side and number of outputs for all
     */
    public static Convolver convolver(List<INDArray> kernels) {
        if (areMatrices(kernels)) {
            return new MatrixConvolver(kernels);
        }
        return areWinograds(kernels) ? new WinogradConvolver(kernels) : new Nd4jConvolver(kernels);
    }

    /** The gradient of the sum of the convolutions with these kernels. */
    public static ConvolverGradient gradient(List<INDArray> kernels) {
        if (areMatrices(kernels)) {
            return new MatrixConvolverGradient(kernels);
        }
        return areWinograds(kernels)
                ? new WinogradConvolverGradient(kernels)
                : new Nd4jConvolverGradient(kernels, Backend.isCpu());
    }

    /** Whether a cell of floats is computed piece by piece, as described in {@link Forward}. */
    static boolean isPiecewise(CellConfig cell) {
        return isWinograds(DataType.FLOAT, cell.inputKernel(), 4 * cell.hidden())
                && isWinograds(DataType.FLOAT, cell.stateKernel(), 4 * cell.hidden());
    }

    private static boolean areMatrices(List<INDArray> kernels) {
        return Backend.isCpu()
                && kernels.stream().allMatch(kernel -> kernel.dataType() == DataType.FLOAT && kernel.size(0) == 1);
    }

    private static boolean areWinograds(List<INDArray> kernels) {
        return kernels.stream()
                .allMatch(kernel -> isWinograds(kernel.dataType(), (int) kernel.size(0), (int) kernel.size(3)));
    }

    private static boolean isWinograds(DataType type, int side, int outputs) {
        return type == DataType.FLOAT && VectorUnit.isUsable() && side == WINOGRAD_SIDE && outputs % OUTPUTS == 0;
    }
}
