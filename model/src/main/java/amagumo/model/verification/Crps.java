package amagumo.model.verification;

import java.util.Arrays;

/**
 * The continuous ranked probability score, ∫ (F(x) - [x >= y])² dx with F the forecast distribution and y the
 * observation (Matheson and Winkler 1976), in the unit of y; for a single value it is the absolute error.
 */
public final class Crps {

    private Crps() {}

    /**
     * The score of an ensemble: mean |x - y| - mean |x - x'| / 2 over all pairs of members (Gneiting and Raftery 2007, eq.
     * 21).
     *
     * @param members at least one; sorted by this method
     */
    public static double ofEnsemble(float[] members, float observed) {
        Arrays.sort(members);
        int n = members.length;
        double error = 0;
        double spread = 0;
        for (int i = 0; i < n; i++) {
            error += Math.abs((double) members[i] - observed);
            // The sum of |x - x'| over pairs i < j is that of x_i (2 i - n + 1) in sorted order.
            spread += members[i] * (2.0 * i - n + 1);
        }
        return error / n - spread / ((double) n * n);
    }

    /**
     * An estimate of the score from probabilities of exceedance: the integral of their Brier scores over the
     * thresholds. Each score applies from halfway to the next lower threshold (the lowest from 0) to halfway to the
     * next higher one (the highest to itself). How far rain exceeds the highest threshold does not count.
     *
     * @param thresholds above 0, increasing
     * @param brier the Brier score of the probability of reaching each
     */
    public static double ofThresholds(float[] thresholds, double[] brier) {
        int last = thresholds.length - 1;
        double sum = 0;
        double from = 0;
        for (int k = 0; k <= last; k++) {
            double to = k < last ? (thresholds[k] + thresholds[k + 1]) / 2.0 : thresholds[k];
            sum += brier[k] * (to - from);
            from = to;
        }
        return sum;
    }
}
