package amagumo.model.nowcast;

import amagumo.model.threads.Rows;
import java.util.List;

/**
 * Gives a field of mean rain rates the areas that its probabilities speak for. A mean over what may come is smooth: ever
 * less of it reaches a threshold although just as much rain will. The area that is forecast to reach a threshold is
 * therefore that of the largest expected critical success index, Σp inside / (area + Σp outside): the cells whose probability
 * is at least some level, and the best level is CSI / (1 + CSI) of the best area (as Lipton et al. 2014 show for the
 * F-measure). Rates below the threshold become the threshold there; all others stay.
 */
final class LikelyAreas {

    /** Nothing less likely is forecast, however rare the rain is. */
    static final float LEAST_PROBABILITY = 0.12f;

    /**
     * How many thresholds have areas, from the lowest on: those up to 10 mm/h. Raised to more, rates cost more in squared error than they
     * gain in hits (docs/notes/skill-2.md).
     */
    static final int THRESHOLDS = 1 + Exceedance.THRESHOLDS_MM_H.indexOf(10f);

    private static final int BINS = 1000;

    private LikelyAreas() {}

    /**
     * Raises rates in place.
     *
     * @param rates {@code [row][column]} in mm/h
     * @param probabilities for each of {@link Exceedance#THRESHOLDS_MM_H}, or at least the first {@link #THRESHOLDS}, {@code [row][column]}, NaN where unknown
     * @param observed the last frame, as the rates lie: NaN where missing, and where cells do not count
     * @return the same array
     */
    static float[][] raise(float[][] rates, List<float[][]> probabilities, float[][] observed) {
        for (int k = 0; k < THRESHOLDS; k++) {
            float[][] probability = probabilities.get(k);
            float threshold = Exceedance.THRESHOLDS_MM_H.get(k);
            float level = level(probability, observed);
            Rows.forEach(rates.length, rates[0].length, r -> {
                for (int c = 0; c < rates[r].length; c++) {
                    if (probability[r][c] >= level && rates[r][c] < threshold) {
                        rates[r][c] = threshold;
                    }
                }
            });
        }
        return rates;
    }

    /** From which probability on cells belong to the area of the largest expected CSI; above 1 if no cell does. */
    static float level(float[][] probability, float[][] observed) {
        double[] sums = new double[BINS + 1];
        long[] cells = new long[BINS + 1];
        double outside = 0;
        for (int r = 0; r < probability.length; r++) {
            for (int c = 0; c < probability[r].length; c++) {
                if (probability[r][c] > 0 && !Float.isNaN(observed[r][c])) {
                    int bin = (int) (probability[r][c] * BINS);
                    sums[bin] += probability[r][c];
                    cells[bin]++;
                    outside += probability[r][c];
                }
            }
        }
        double inside = 0;
        long area = 0;
        double best = 0;
        int level = BINS + 1;
        for (int bin = BINS; bin >= LEAST_PROBABILITY * BINS; bin--) {
            inside += sums[bin];
            outside -= sums[bin];
            area += cells[bin];
            double expected = inside / (area + outside);
            if (expected > best) {
                best = expected;
                level = bin;
            }
        }
        return (float) level / BINS;
    }
}
