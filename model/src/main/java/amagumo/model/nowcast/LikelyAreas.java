package amagumo.model.nowcast;

import amagumo.model.threads.Rows;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gives a field of mean rain rates the areas that its probabilities speak for. A mean over what may come is smooth: ever
 * less of it reaches a threshold although just as much rain will. The area that is forecast to reach a threshold is
 * therefore that of the largest expected critical success index, Σp inside / (area + Σp outside): the cells whose probability
 * is at least some level, and the best level is CSI / (1 + CSI) of the best area (as Lipton et al. 2014 show for the
 * F-measure). Rates below the threshold become the threshold there; all others stay.
 */
final class LikelyAreas {

    /** Nothing less likely is forecast, however rare the rain is. */
    static final float LEAST_PROBABILITY = 0.16f;

    /**
     * How many thresholds have areas, from the lowest on: those up to 10 mm/h. Raised to more, rates cost more in squared error than they
     * gain in hits (docs/notes/skill-2.md).
     */
    static final int THRESHOLDS = 1 + Exceedance.THRESHOLDS_MM_H.indexOf(10f);

    private static final int BINS = 1000;

    /** Rows that a thread counts by itself. */
    private static final int BAND = 128;

    private LikelyAreas() {}

    /**
     * Raises rates in place.
     *
     * @param rates {@code [row][column]} in mm/h
     * @param probabilities for each of {@link Exceedance#THRESHOLDS_MM_H}, or at least the first {@link #THRESHOLDS}, {@code
     *     [row][column]}, NaN where unknown
     * @param observed the last frame, as the rates lie: NaN where missing, and where cells do not count
     * @return the same array
     */
    static float[][] raise(float[][] rates, List<float[][]> probabilities, float[][] observed) {
        for (int k = 0; k < THRESHOLDS; k++) {
            float[][] probability = probabilities.get(k);
            float threshold = Exceedance.THRESHOLDS_MM_H.get(k);
            float level = level(probability, observed);
            Rows.forEach(rates.length, rates[0].length, r -> raise(rates[r], probability[r], level, threshold));
        }
        return rates;
    }

    private static void raise(float[] rates, float[] probability, float level, float threshold) {
        for (int c = 0; c < rates.length; c++) {
            if (probability[c] >= level && rates[c] < threshold) {
                rates[c] = threshold;
            }
        }
    }

    /** From which probability on cells belong to the area of the largest expected CSI; above 1 if no cell does. */
    static float level(float[][] probability, float[][] observed) {
        int bands = (probability.length + BAND - 1) / BAND;
        // In order, so that the sums are the same each time.
        List<Histogram> parts = IntStream.range(0, bands)
                .parallel()
                .mapToObj(band -> Histogram.of(
                        probability, observed, band * BAND, Math.min(probability.length, (band + 1) * BAND)))
                .toList();
        double[] sums = new double[BINS + 1];
        long[] cells = new long[BINS + 1];
        double outside = 0;
        for (Histogram part : parts) {
            for (int bin = 0; bin <= BINS; bin++) {
                sums[bin] += part.sums[bin];
                cells[bin] += part.cells[bin];
                outside += part.sums[bin];
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

    /** The probabilities above 0 of cells that count: how many of them fall in each bin, and their sum. */
    private record Histogram(double[] sums, long[] cells) {

        private static Histogram of(float[][] probability, float[][] observed, int from, int end) {
            Histogram histogram = new Histogram(new double[BINS + 1], new long[BINS + 1]);
            for (int r = from; r < end; r++) {
                histogram.add(probability[r], observed[r]);
            }
            return histogram;
        }

        private void add(float[] probabilities, float[] observed) {
            for (int c = 0; c < probabilities.length; c++) {
                if (probabilities[c] > 0 && !Float.isNaN(observed[c])) {
                    int bin = (int) (probabilities[c] * BINS);
                    sums[bin] += probabilities[c];
                    cells[bin]++;
                }
            }
        }
    }
}
