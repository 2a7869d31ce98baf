package amagumo.model.gates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.convlstm.KernelChoice;
import amagumo.model.threads.Crew;
import amagumo.model.threads.Workers;
import amagumo.model.vector.Sums;
import amagumo.model.vector.gates.VectorGates;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class FusedGatesTest {

    private static final int ROWS = 7;
    private static final int COLUMNS = 5;

    private final Gates fused = KernelChoice.gates(DataType.FLOAT);
    private final Gates plain = new Nd4jGates();

    @BeforeEach
    void seed() {
        Nd4j.getRandom().setSeed(11);
    }

    @Test
    void theFusedKernelIsChosenWhereTheVectorModuleIs() {
        assertNotEquals(Nd4jGates.class, fused.getClass());
        assertEquals(Nd4jGates.class, KernelChoice.gates(DataType.DOUBLE).getClass());
    }

    @ParameterizedTest
    @CsvSource({
        "5, false, 1",
        "5, true, 1",
        "24, true, 1",
        "8, false, 1",
        "8, true, 1",
        "16, false, 1",
        "16, true, 3",
        "64, false, 30"
    })
    void aStepForwardIsThePlainOne(int hidden, boolean perPosition, double scale) {
        GateParameters parameters = parameters(hidden, perPosition);
        INDArray z = random(4 * hidden).muli(scale);
        INDArray before = random(hidden).muli(scale);
        INDArray cell = random(hidden);
        INDArray state = random(hidden);
        INDArray wideZ = wide(z);
        INDArray wideCell = wide(cell);
        INDArray wideState = wide(state);

        fused.forward(parameters, z, before, cell, state, Crew.of(Workers.ONE_A_PROCESSOR));
        plain.forward(wide(parameters), wideZ, wide(before), wideCell, wideState, Crew.alone());

        assertClose("gates", wideZ, z);
        assertClose("cell", wideCell, cell);
        assertClose("hidden", wideState, state);
    }

    @ParameterizedTest
    @CsvSource({"5, false", "5, true", "24, true", "8, false", "8, true", "16, false", "64, true"})
    void aStepBackIsThePlainOne(int hidden, boolean perPosition) {
        GateParameters parameters = parameters(hidden, perPosition);
        GateParameters sums = parameters(hidden, perPosition);
        GateParameters wideSums = wide(sums);
        INDArray gates = random(4 * hidden);
        INDArray before = random(hidden);
        INDArray cell = random(hidden);
        INDArray dh = random(hidden);
        INDArray dc = random(hidden);
        INDArray wideGates = wide(gates);
        INDArray wideDc = wide(dc);

        fused.backward(parameters, gates, before, cell, dh, dc, sums);
        plain.backward(wide(parameters), wideGates, wide(before), wide(cell), wide(dh), wideDc, wideSums);

        assertClose("dz", wideGates, gates);
        assertClose("dc", wideDc, dc);
        assertClose("bias", wideSums.bias(), sums.bias());
        assertClose("wci", wideSums.wci(), sums.wci());
        assertClose("wcf", wideSums.wcf(), sums.wcf());
        assertClose("wco", wideSums.wco(), sums.wco());
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 8, 16, 64})
    void aStepReplayedIsThePlainOne(int hidden) {
        INDArray gates = random(4 * hidden);
        INDArray before = random(hidden);
        INDArray cell = random(hidden);
        INDArray state = random(hidden);
        INDArray wideCell = wide(cell);
        INDArray wideState = wide(state);

        fused.replay(gates, before, cell, state);
        plain.replay(wide(gates), wide(before), wideCell, wideState);

        assertClose("cell", wideCell, cell);
        assertClose("hidden", wideState, state);
    }

    @ParameterizedTest
    @CsvSource({"5, true, 2", "8, true, 1", "16, false, 4", "64, true, 20"})
    void aStepTakenPieceByPieceIsTheWholeOne(int hidden, boolean perPosition, int atOnce) {
        GateParameters parameters = parameters(hidden, perPosition);
        INDArray gates = random(4 * hidden);
        float[] z = gates.dup('c').data().asFloat();
        INDArray before = random(hidden);
        INDArray cell = random(hidden);
        INDArray state = random(hidden);
        fused.forward(parameters, gates, before, cell, state, Crew.alone());

        INDArray pieceGates = random(4 * hidden);
        INDArray pieceCell = before.dup('c');
        INDArray pieceState = random(hidden);
        for (Optional<INDArray> kept : List.of(Optional.of(pieceGates), Optional.<INDArray>empty())) {
            pieceCell.assign(before); // the new state takes the place of the old
            Sums positions = ((VectorGates) fused)
                    .forward(parameters, kept, pieceCell, pieceCell, pieceState)
                    .get();
            for (int last = ROWS * COLUMNS; last > 0; last -= atOnce) {
                int first = Math.max(0, last - atOnce);
                positions.take(first, last - first, z, 4 * hidden * first);
            }
            assertEquals(gates, pieceGates);
            assertEquals(cell, pieceCell);
            assertEquals(state, pieceState);
        }
    }

    @Test
    void saturatedGatesStayFiniteAndNanStaysNan() {
        GateParameters parameters = parameters(8, false);
        for (float z : new float[] {-1e30f, -90, -30, 0, 30, 90, 1e30f, Float.NaN}) {
            INDArray gates = random(32).assign(z);
            INDArray state = random(8);
            fused.forward(parameters, gates, random(8), random(8), state, Crew.alone());
            assertEquals(
                    Float.isNaN(z) ? state.length() : 0,
                    state.isNaN().castTo(DataType.INT32).sumNumber().intValue());
            assertEquals(
                    0, state.isInfinite().castTo(DataType.INT32).sumNumber().intValue());
        }
    }

    /** Views into larger arrays, as the tape's are. */
    private static INDArray random(int channels) {
        INDArray all = Nd4j.randn(DataType.FLOAT, 3, ROWS, COLUMNS, channels);
        return all.get(NDArrayIndex.interval(1, 2), NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.all());
    }

    private static GateParameters parameters(int hidden, boolean perPosition) {
        long[] shape = perPosition ? new long[] {ROWS, COLUMNS, hidden} : new long[] {hidden};
        return new GateParameters(
                Nd4j.randn(DataType.FLOAT, 4L * hidden),
                Nd4j.randn(DataType.FLOAT, shape),
                Nd4j.randn(DataType.FLOAT, shape),
                Nd4j.randn(DataType.FLOAT, shape));
    }

    private static GateParameters wide(GateParameters p) {
        return new GateParameters(wide(p.bias()), wide(p.wci()), wide(p.wcf()), wide(p.wco()));
    }

    private static INDArray wide(INDArray array) {
        return array.castTo(DataType.DOUBLE);
    }

    private static void assertClose(String name, INDArray expected, INDArray actual) {
        double error = expected.sub(wide(actual)).norm2Number().doubleValue()
                / expected.norm2Number().doubleValue();
        assertTrue(error < 1e-6, () -> name + ": relative error " + error);
    }
}
