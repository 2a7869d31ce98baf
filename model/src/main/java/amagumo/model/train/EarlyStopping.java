package amagumo.model.train;

/**
 * The best validation so far, and how long it has been the best.
 *
 * @param bestScore the highest score; negative infinity before the first validation
 * @param bestStep after how many steps it was reached
 * @param sinceBest how many validations have come since
 */
public record EarlyStopping(double bestScore, long bestStep, int sinceBest) {

    /** Before the first validation. */
    public static final EarlyStopping NONE = new EarlyStopping(Double.NEGATIVE_INFINITY, 0, 0);

    /** After one more validation; NaN (no case to score) is no progress. */
    EarlyStopping after(double score, long step) {
        return score > bestScore
                ? new EarlyStopping(score, step, 0)
                : new EarlyStopping(bestScore, bestStep, sinceBest + 1);
    }

    /** Whether the last validation was the best. */
    boolean isBest() {
        return sinceBest == 0 && validated();
    }

    /** Whether there was a validation that gave a score. */
    public boolean validated() {
        return bestScore > Double.NEGATIVE_INFINITY;
    }

    /** Whether patience, in validations, is at its end; 0 is endless. */
    boolean exhausted(int patience) {
        return patience > 0 && sinceBest >= patience;
    }
}
