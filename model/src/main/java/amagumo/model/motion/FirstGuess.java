package amagumo.model.motion;

import java.util.List;

/**
 * What is known about a lead without a network, in the moving frame: the last frame, smoothed more the further ahead,
 * because small scales of rain live shortest (Germann and Zawadzki 2002; Seed 2003). Averaging over what cannot be
 * known gives the least squared error.
 *
 * @param last the last frame {@code [row][column]} in mm/h, NaN missing
 * @param spread how fast the rain of this window loses its small scales, see {@link Predictability}
 */
public record FirstGuess(float[][] last, double spread) {

    /** The standard deviation in cells is this times the root of the spread, for each lead. */
    private static final double GROWTH = 0.8;

    /** No guess is smoothed by more cells than this. */
    static final int WIDEST = 25;

    /**
     * Strong rain comes in small cells, which live shorter: it is smoothed more widely by this power of a threshold
     * above 1 mm/h.
     */
    private static final double WIDER_WHERE_STRONG = 0.25;

    /**
     * The guess from the inputs of a window.
     *
     * @param inputs the input frames {@code [row][column]} in mm/h, oldest first, NaN missing
     * @param frame the moving frame in which they are seen
     */
    public static FirstGuess of(List<float[][]> inputs, MovingFrame frame) {
        return new FirstGuess(inputs.get(inputs.size() - 1), Predictability.spread(inputs, frame));
    }

    /**
     * The guess of a lead in the moving frame, not yet moved.
     *
     * @param lead 1 or above
     * @return {@code [row][column]} in mm/h, NaN where nothing is known nearby
     */
    public float[][] field(int lead) {
        return new Blur(standardDeviation(lead)).apply(last);
    }

    /**
     * The probability of reaching each threshold at a lead in the moving frame, not yet moved: the share of the
     * neighbourhood that reaches it in the last frame.
     *
     * @param lead 1 or above
     * @param thresholdsMmH increasing
     * @return for each threshold {@code [row][column]}, 0 to 1, nowhere larger than for a lower one, NaN where nothing
     *     is known nearby
     */
    public List<float[][]> exceedance(int lead, List<Float> thresholdsMmH) {
        return exceedance(thresholdsMmH).of(lead);
    }

    /** As {@link #exceedance(int, List)}, for one lead after the other. */
    public LocalShares exceedance(List<Float> thresholdsMmH) {
        return new LocalShares(this, thresholdsMmH);
    }

    /** How many cells away from rain, along rows or columns, the guess of a lead can still have rain. */
    public int reach(int lead) {
        return new Blur(standardDeviation(lead)).reach();
    }

    /** How widely what reaches a threshold is smoothed at a lead, in cells. */
    double standardDeviation(int lead, float thresholdMmH) {
        double wider = Math.pow(Math.max(1, thresholdMmH), WIDER_WHERE_STRONG);
        return Math.min(WIDEST, wider * standardDeviation(lead));
    }

    /** How widely a lead is smoothed, in cells. */
    double standardDeviation(int lead) {
        return Math.min(WIDEST, GROWTH * Math.sqrt(spread) * lead);
    }
}
