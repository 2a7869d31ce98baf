package amagumo.model.convolution;

import amagumo.model.gates.VectorUnit;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes convolvers: for floats on the CPU matrix products for 1 x 1 kernels, and Winograd's for 3 x 3 ones where the
 * vector API is; else ND4J's. What there is is found
 * out once, when first needed, and said in one log line.
 */
public final class Convolvers {

    private static final String PACKAGE = "amagumo.model.vector.winograd.";
    private static final int WINOGRAD_SIDE = 3;

    /** Numbers of outputs are multiples of this: of others, vectors would be padded too much to gain anything. */
    private static final int OUTPUTS = 8;

    private static final Logger LOG = LoggerFactory.getLogger(Convolvers.class);
    private static final boolean ON_CPU = VectorUnit.onCpu();
    private static final Optional<Winograd> WINOGRAD = winograd();

    private record Winograd(
            Constructor<? extends Convolver> forward, Constructor<? extends ConvolverGradient> backward) {}

    private Convolvers() {}

    /**
     * The sum of the convolutions with these kernels.
     *
     * @param kernels {@code [side, side, inputs, outputs]} with one odd side and number of outputs for all
     */
    public static Convolver forward(List<INDArray> kernels) {
        if (areMatrices(kernels)) {
            return new MatrixConvolver(kernels);
        }
        return WINOGRAD.filter(winograd -> suits(kernels))
                .<Convolver>map(winograd -> make(winograd.forward(), kernels))
                .orElseGet(() -> new Nd4jConvolver(kernels));
    }

    /** The way back through the sum of the convolutions with these kernels. */
    public static ConvolverGradient backward(List<INDArray> kernels) {
        if (areMatrices(kernels)) {
            return new MatrixConvolverGradient(kernels);
        }
        return WINOGRAD.filter(winograd -> suits(kernels))
                .<ConvolverGradient>map(winograd -> {
                    List<INDArray> reversed =
                            kernels.stream().map(Convolution::reversed).toList();
                    ConvolverGradient gradient = make(winograd.backward(), reversed);
                    reversed.forEach(INDArray::close);
                    return gradient;
                })
                .orElseGet(() -> new Nd4jConvolverGradient(kernels, ON_CPU));
    }

    /** Whether convolvers of such kernels give their sums away piece by piece, see {@link PiecewiseConvolver}. */
    public static boolean arePiecewise(DataType type, int side, int outputs) {
        return WINOGRAD.isPresent() && suits(type, side, outputs);
    }

    private static boolean areMatrices(List<INDArray> kernels) {
        return ON_CPU
                && kernels.stream().allMatch(kernel -> kernel.dataType() == DataType.FLOAT && kernel.size(0) == 1);
    }

    private static boolean suits(DataType type, int side, int outputs) {
        return type == DataType.FLOAT && side == WINOGRAD_SIDE && outputs % OUTPUTS == 0;
    }

    private static boolean suits(List<INDArray> kernels) {
        return kernels.stream()
                .allMatch(kernel -> suits(kernel.dataType(), (int) kernel.size(0), (int) kernel.size(3)));
    }

    private static <T> T make(Constructor<T> constructor, List<INDArray> kernels) {
        try {
            return constructor.newInstance(kernels);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A convolution was found and cannot be made.", e);
        }
    }

    private static Optional<Winograd> winograd() {
        Optional<String> obstacle = VectorUnit.obstacle();
        if (obstacle.isPresent()) {
            LOG.info("Convolutions: ND4J's, as {}.", obstacle.get());
            return Optional.empty();
        }
        try {
            Winograd winograd = new Winograd(
                    Class.forName(PACKAGE + "WinogradConvolver")
                            .asSubclass(Convolver.class)
                            .getConstructor(List.class),
                    Class.forName(PACKAGE + "WinogradConvolverGradient")
                            .asSubclass(ConvolverGradient.class)
                            .getConstructor(List.class));
            LOG.info("Convolutions: Winograd's F(4x4, 3x3).");
            return Optional.of(winograd);
        } catch (ReflectiveOperationException | LinkageError e) {
            LOG.info("Convolutions: ND4J's, as this JDK's vector API is not the one of JDK 17: {}", e.toString());
            return Optional.empty();
        }
    }
}
