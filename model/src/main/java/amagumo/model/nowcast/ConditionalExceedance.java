package amagumo.model.nowcast;

import amagumo.model.threads.Rows;
import java.util.List;

/**
 * Probabilities of exceedance in the form a network learns: the probability of the lowest threshold, and for each
 * higher one the conditional probability of reaching it where the next lower one is reached. Whatever values between 0
 * and 1 these take, their products never grow with the threshold.
 */
final class ConditionalExceedance {

    /**
     * Added to the lower threshold's probability, so that where that is small the conditional probability comes close
     * to {@link #USUAL}.
     */
    private static final float HARDLY = 0.01f;

    /** Roughly the share of rain that reaches the next threshold. */
    private static final float USUAL = 0.4f;

    private ConditionalExceedance() {}

    /**
     * Turns probabilities into conditional ones, in place.
     *
     * @param exceedance for each threshold {@code [row][column]}, not growing with it, NaN where unknown; replaced by the conditional
     *     probabilities, where unknown 0 at the lowest threshold and {@value #USUAL} at the others
     * @return the same list
     */
    static List<float[][]> divide(List<float[][]> exceedance) {
        for (int k = exceedance.size() - 1; k >= 0; k--) {
            float[][] own = exceedance.get(k);
            float[][] lower = exceedance.get(Math.max(0, k - 1));
            boolean lowest = k == 0;
            Rows.forEach(own.length, own[0].length, r -> divide(own[r], lower[r], lowest));
        }
        return exceedance;
    }

    private static void divide(float[] own, float[] lower, boolean lowest) {
        for (int c = 0; c < own.length; c++) {
            own[c] = lowest ? known(own[c]) : ratio(known(own[c]), known(lower[c]));
        }
    }

    private static float known(float probability) {
        return Float.isNaN(probability) ? 0 : probability;
    }

    private static float ratio(float own, float lower) {
        return (own + HARDLY * USUAL) / (lower + HARDLY);
    }

    /**
     * Turns conditional probabilities back into probabilities, in place.
     *
     * @param conditional for each threshold {@code [row][column]} from 0 to 1, replaced by the probabilities
     * @return the same list
     */
    static List<float[][]> multiply(List<float[][]> conditional) {
        for (int k = 1; k < conditional.size(); k++) {
            float[][] own = conditional.get(k);
            float[][] lower = conditional.get(k - 1);
            Rows.forEach(own.length, own[0].length, r -> {
                for (int c = 0; c < own[r].length; c++) {
                    own[r][c] *= lower[r][c];
                }
            });
        }
        return conditional;
    }
}
