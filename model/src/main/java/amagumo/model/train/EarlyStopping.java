package amagumo.model.train;

/**
 * The best validation so far, and how long it has been the best.
 *
 * @param bestScore the highest score; negative infinity before the first validation
 * @param bestStep after how many steps it was reached
 * @param sinceBest how many validations have come since
 */
public record EarlyStopping(double bestScore, long bestStep, int sinceBest) {

    /** The state before the first validation. */
    public static final EarlyStopping NONE = new EarlyStopping(Double.NEGATIVE_INFINITY, 0, 0);

    /** The state after one more validation; NaN (no case to score) is not progress. */
    EarlyStopping after(double score, long step) {
        return score > bestScore
                ? new EarlyStopping(score, step, 0)
                : new EarlyStopping(bestScore, bestStep, sinceBest + 1);
    }

    /** Whether the last validation was the best. */
    boolean isBest() {
        return sinceBest == 0 && validated();
    }

    /** Whether any validation has given a score. */
    public boolean validated() {
        return bestScore > Double.NEGATIVE_INFINITY;
    }

    /** Whether patience, counted in validations, has run out; 0 means that it never does. */
    boolean exhausted(int patience) {
        return patience > 0 && sinceBest >= patience;
    }
}
