package amagumo.model.ensemble;

import amagumo.model.motion.Origins;
import java.util.List;

/**
 * How long the rain of each scale lives, as the correlation of a band from one frame to the next once the motion is
 * taken out: the lag-1 autocorrelations of STEPS (Bowler et al. 2006, section 3).
 *
 * @param correlations for each band of {@link Scales}, 0 to below 1
 */
record Lifetimes(double[] correlations) {

    /** A scale that nothing tells of keeps what it has for some steps. */
    private static final double UNKNOWN = 0.9;

    /** No scale lives for ever. */
    private static final double HIGHEST = 0.995;

    /** Of the last two frames, the earlier of which is moved to the time of the last. */
    static Lifetimes of(List<float[][]> inputs, Origins origins) {
        float[][] last = Decibels.of(inputs.get(inputs.size() - 1));
        float[][] before = Decibels.of(origins.moved(inputs.get(inputs.size() - 2), 1));
        List<float[][]> now = Scales.bands(last);
        List<float[][]> then = Scales.bands(before);
        double[] correlations = new double[Scales.COUNT];
        for (int band = 0; band < correlations.length; band++) {
            correlations[band] = correlation(now.get(band), then.get(band));
        }
        return new Lifetimes(correlations);
    }

    private static double correlation(float[][] a, float[][] b) {
        double product = 0;
        double squares = 0;
        double others = 0;
        for (int r = 0; r < a.length; r++) {
            for (int c = 0; c < a[r].length; c++) {
                product += (double) a[r][c] * b[r][c];
                squares += (double) a[r][c] * a[r][c];
                others += (double) b[r][c] * b[r][c];
            }
        }
        double scale = Math.sqrt(squares * others);
        return scale > 0 ? Math.max(0, Math.min(HIGHEST, product / scale)) : UNKNOWN;
    }

    /**
     * How many fields of noise a band of {@link Noise}, which turns from one into the next, goes through in a step. Going through d of
     * them it keeps a correlation of {@code (1 - d/2) cos(pi d/2) + sin(pi d/2) / pi}, on an average over where it begins.
     */
    double turnsPerStep(int band) {
        double slow = 0;
        double fast = 2;
        for (int i = 0; i < 50; i++) {
            double middle = (slow + fast) / 2;
            double angle = Math.PI / 2 * middle;
            if ((1 - middle / 2) * Math.cos(angle) + Math.sin(angle) / Math.PI > correlations[band]) {
                slow = middle;
            } else {
                fast = middle;
            }
        }
        return slow;
    }
}
