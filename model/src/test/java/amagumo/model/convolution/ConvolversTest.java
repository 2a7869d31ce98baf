package amagumo.model.convolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.convlstm.KernelChoice;
import amagumo.model.threads.Crew;
import amagumo.model.threads.Scratch;
import amagumo.model.threads.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Sums of convolutions and their gradients against the definition. */
class ConvolversTest {

    /** Kept from case to case, whose shapes differ. */
    private static final Scratch SCRATCH = new Scratch();

    private static final Crew ALONE = Crew.alone();

    @AfterAll
    static void close() {
        SCRATCH.close();
        ALONE.close();
    }

    @ParameterizedTest(name = "{0} x {1}, {2} + {3} -> {4}, {5} x {5}, {6}")
    @CsvSource({
        // Winograd's: one tile, parts of tiles, several chunks, channels that are no whole vectors.
        "4, 4, 8, 8, 8, 3, FLOAT",
        "1, 1, 8, 16, 8, 3, FLOAT",
        "3, 9, 5, 8, 16, 3, FLOAT",
        "10, 7, 4, 16, 64, 3, FLOAT",
        "45, 41, 3, 2, 8, 3, FLOAT",
        "5, 500, 2, 1, 8, 3, FLOAT",
        "18, 7, 8, 24, 40, 3, FLOAT",
        // Products of matrices.
        "6, 5, 8, 8, 3, 1, FLOAT",
        "1, 1, 8, 8, 3, 1, FLOAT",
        // ND4J's.
        "6, 5, 4, 3, 2, 1, DOUBLE",
        "6, 5, 3, 4, 7, 3, FLOAT",
        "6, 5, 3, 4, 8, 5, FLOAT",
        "6, 5, 3, 4, 8, 3, DOUBLE"
    })
    void sumsAndTheirGradientsAreThoseOfTheDefinition(
            int rows, int columns, int first, int second, int outputs, int side, DataType type) {
        Nd4j.getRandom().setSeed(rows + columns);
        List<INDArray> kernels =
                List.of(Nd4j.randn(type, side, side, first, outputs), Nd4j.randn(type, side, side, second, outputs));
        List<INDArray> inputs = List.of(random(type, rows, columns, first), random(type, rows, columns, second));
        for (int given = 1; given <= 2; given++) {
            assertAsDefined(kernels, inputs.subList(0, given), random(type, rows, columns, outputs));
        }
    }

    private static void assertAsDefined(List<INDArray> kernels, List<INDArray> inputs, INDArray gradient) {
        double tolerance = gradient.dataType() == DataType.DOUBLE ? 1e-13 : 3e-6;
        INDArray output =
                random(gradient.dataType(), (int) gradient.size(1), (int) gradient.size(2), (int) gradient.size(3));
        List<INDArray> inputGradients = new ArrayList<>();
        List<INDArray> kernelGradients = new ArrayList<>();
        inputs.forEach(input -> inputGradients.add(input.dup('c').assign(1)));
        kernels.forEach(kernel -> kernelGradients.add(kernel.dup('c').assign(1)));
        try (Crew all = Crew.of(Workers.ONE_A_PROCESSOR);
                ConvolverGradient back = KernelChoice.gradient(kernels)) {
            Convolver convolver = KernelChoice.convolver(kernels);
            convolver.run(inputs, output, ALONE);
            INDArray atOnce = output.dup('c');
            for (int again = 0; again < 2; again++) {
                output.assign(Double.NaN); // a part that writes nothing is to be seen
                convolver.run(inputs, output, all);
                assertEquals(atOnce, output);
                inputGradients.forEach(sum -> sum.assign(1));
                kernelGradients.forEach(sum -> sum.assign(1));
                back.add(inputs, gradient, inputGradients, kernelGradients, SCRATCH);
            }
        }
        assertClose("output", NaiveConvolution.forward(inputs, kernels), output, tolerance);
        for (int i = 0; i < kernels.size(); i++) {
            INDArray kernel = kernels.get(i);
            if (i < inputs.size()) {
                INDArray naive = NaiveConvolution.inputGradient(kernel, gradient);
                assertClose("input " + i, naive.add(1), inputGradients.get(i), tolerance);
                naive = NaiveConvolution.kernelGradient(inputs.get(i), kernel, gradient);
                assertClose("kernel " + i, naive.add(1), kernelGradients.get(i), tolerance);
            } else {
                assertEquals(kernel.ulike().assign(1), kernelGradients.get(i));
            }
        }
    }

    /** Native memory that nobody frees is seen by nobody but the operating system, and a training makes these every step. */
    @Test
    void waysBackThatAreMadeAgainAndAgainTakeNoMoreMemory() {
        INDArray kernel = Nd4j.randn(DataType.FLOAT, 3, 3, 64, 256);
        makeWaysBack(kernel, 20);
        long before = Pointer.physicalBytes();
        makeWaysBack(kernel, 300);
        assertTrue(
                Pointer.physicalBytes() - before < 128L << 20,
                "memory grew by " + (Pointer.physicalBytes() - before >> 20) + " MiB");
    }

    private static void makeWaysBack(INDArray kernel, int times) {
        for (int i = 0; i < times; i++) {
            KernelChoice.gradient(List.of(kernel)).close();
        }
        System.gc(); // what ND4J leaves to the collector is no leak
    }

    @Test
    void winogradIsChosenWhereItFits() {
        assertInstanceOf(Nd4jConvolver.class, KernelChoice.convolver(kernels(DataType.FLOAT, 5, 8)));
        assertInstanceOf(Nd4jConvolver.class, KernelChoice.convolver(kernels(DataType.FLOAT, 3, 9)));
        assertInstanceOf(Nd4jConvolver.class, KernelChoice.convolver(kernels(DataType.DOUBLE, 3, 8)));
        assertEquals(
                "WinogradConvolver",
                KernelChoice.convolver(kernels(DataType.FLOAT, 3, 8)).getClass().getSimpleName());
    }

    private static List<INDArray> kernels(DataType type, int side, int outputs) {
        return IntStream.of(3, 5)
                .mapToObj(inputs -> Nd4j.randn(type, side, side, inputs, outputs))
                .toList();
    }

    /** Views into larger arrays, as the network's are. */
    private static INDArray random(DataType type, int rows, int columns, int channels) {
        INDArray all = Nd4j.randn(type, 3, rows, columns, channels);
        return all.get(NDArrayIndex.interval(1, 2), NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.all());
    }

    private static void assertClose(String what, INDArray expected, INDArray actual, double tolerance) {
        INDArray wide = actual.castTo(DataType.DOUBLE);
        double error = expected.sub(wide).norm2Number().doubleValue()
                / expected.norm2Number().doubleValue();
        assertEquals(0, error, tolerance, what);
    }
}
