package amagumo.model.nowcast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LikelyAreasTest {

    private static final int SIDE = 40;
    private static final float[][] ALL_SEEN = new float[SIDE][SIDE];

    @Test
    void noOtherAreaHasALargerExpectedCriticalSuccessIndex() {
        for (int seed = 1; seed <= 20; seed++) {
            float[][] probability = probabilities(seed, 1 + seed % 5);
            float level = LikelyAreas.level(probability, ALL_SEEN);
            double best = expected(probability, level);
            for (int mills = 120; mills <= 1000; mills++) {
                assertTrue(best >= expected(probability, mills / 1000f) - 1e-6, seed + ": " + level + ", " + mills);
            }
        }
    }

    /** Lipton et al. 2014, theorem 1, for the CSI instead of the F-measure. */
    @Test
    void theLevelIsTheIndexOverOnePlusTheIndex() {
        for (int seed = 1; seed <= 20; seed++) {
            float[][] probability = probabilities(seed, 1);
            float level = LikelyAreas.level(probability, ALL_SEEN);
            double index = expected(probability, level);
            assertEquals(index / (1 + index), level, 5e-3);
        }
    }

    @Test
    void whatIsTooUnlikelyIsNotForecast() {
        float[][] probability = new float[SIDE][SIDE];
        for (float[] row : probability) {
            Arrays.fill(row, 0.09f);
        }
        assertTrue(LikelyAreas.level(probability, ALL_SEEN) > 1);
        assertTrue(LikelyAreas.level(new float[SIDE][SIDE], ALL_SEEN) > 1);
    }

    @Test
    void cellsThatTheLastFrameDoesNotKnowDoNotCount() {
        float[][] probability = probabilities(3, 2);
        float level = LikelyAreas.level(probability, ALL_SEEN);
        float[][] wider = new float[2 * SIDE][];
        float[][] observed = new float[2 * SIDE][SIDE];
        for (int r = 0; r < SIDE; r++) {
            wider[r] = probability[r];
            wider[SIDE + r] = new float[SIDE];
            Arrays.fill(wider[SIDE + r], 0.7f);
            Arrays.fill(observed[SIDE + r], Float.NaN);
        }
        assertEquals(level, LikelyAreas.level(wider, observed));
    }

    @Test
    void ratesAreRaisedToTheHighestThresholdOfTheirAreasAndNeverLowered() {
        List<float[][]> probabilities = new ArrayList<>();
        for (int k = 0; k < Exceedance.THRESHOLDS_MM_H.size(); k++) {
            probabilities.add(new float[][] {{k < 3 ? 0.9f : 0, k < 1 ? 0.9f : 0, 0, 0.9f}});
        }
        float[][] rates = {{0.2f, 3, 0.4f, Float.NaN}};
        LikelyAreas.raise(rates, probabilities, new float[][] {{1, 1, 1, Float.NaN}});
        assertArrayEquals(new float[] {2, 3, 0.4f, Float.NaN}, rates[0]);
    }

    /** The naive twin: the expected CSI of the area from a probability on. */
    private static double expected(float[][] probability, float level) {
        double inside = 0;
        double outside = 0;
        int area = 0;
        for (float[] row : probability) {
            for (float p : row) {
                if (p >= level) {
                    inside += p;
                    area++;
                } else {
                    outside += p;
                }
            }
        }
        return inside / (area + outside);
    }

    /** Evenly spread numbers to a power, in mills. */
    private static float[][] probabilities(int seed, int power) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] field = new float[SIDE][SIDE];
        for (float[] row : field) {
            for (int c = 0; c < SIDE; c++) {
                row[c] = (float) (Math.floor(1000 * Math.pow(random.nextDouble(), power)) / 1000);
            }
        }
        return field;
    }
}
