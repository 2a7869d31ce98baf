package amagumo.model.nowcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LagrangianProbabilityTest {

    @Test
    void probabilitiesLieBetween0And1AndFallWithTheThresholdWhereTheLastFrameIs() {
        NowcastInput input = Showers.input(61, 83, true);
        Exceedance exceedance = new LagrangianProbability().exceedance(input);

        for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
            ProbabilityCheck.areOrdered(input, exceedance.probabilities(lead));
        }
    }

    @Test
    void aShowerIsLikelyWhereItMovesTo() {
        int size = 120;
        Exceedance exceedance = new LagrangianProbability().exceedance(Showers.input(size, size, false));

        assertEquals("lagrangian-probability", exceedance.madeBy());
        for (int lead = 1; lead <= 10; lead++) {
            float[][] oneMmH = exceedance.probabilities(lead).get(1);
            assertEquals(size * 0.3 + 2 * (4 + lead), centreColumn(oneMmH), 2, "lead " + lead);
        }
        assertTrue(largest(exceedance.probabilities(1).get(0)) > 0.99);
        assertTrue(largest(exceedance.probabilities(15).get(4))
                < largest(exceedance.probabilities(1).get(4)));
    }

    @Test
    void withoutRainNothingIsLikely() {
        float[][] dry = new float[40][50];
        NowcastInput showers = Showers.input(40, 50, false);
        NowcastInput input = new NowcastInput(
                showers.baseTime(),
                5,
                showers.grid(),
                IntStream.range(0, NowcastInput.FRAMES).mapToObj(t -> dry).toList());

        List<float[][]> last = new LagrangianProbability().exceedance(input).probabilities(Nowcast.LEADS);

        last.forEach(field -> assertEquals(0, largest(field)));
    }

    private static float largest(float[][] field) {
        float largest = 0;
        for (float[] row : field) {
            for (float value : row) {
                largest = Math.max(largest, value);
            }
        }
        return largest;
    }

    private static double centreColumn(float[][] field) {
        double sum = 0;
        double moment = 0;
        for (float[] row : field) {
            for (int c = 0; c < row.length; c++) {
                sum += row[c];
                moment += row[c] * c;
            }
        }
        return moment / sum;
    }
}
