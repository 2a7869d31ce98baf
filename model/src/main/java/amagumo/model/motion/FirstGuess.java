package amagumo.model.motion;

import java.util.List;

/**
 * What is known of a lead without a network, in the moving frame: the last frame, smoothed the more the further ahead,
 * for small scales of rain live shortest (Germann and Zawadzki 2002; Seed 2003). The mean over what cannot be known has
 * the least squared error.
 *
 * @param last the last frame {@code [row][column]} in mm/h, NaN missing
 * @param spread how fast the rain of this window loses its small scales, see {@link Predictability}
 */
public record FirstGuess(float[][] last, double spread) {

    /** Standard deviation in cells is this much times the root of the spread, each lead. */
    private static final double GROWTH = 0.8;

    private static final double WIDEST = 25;

    /**
     * The guess from a window's inputs.
     *
     * @param inputs the input frames {@code [row][column]} in mm/h, oldest first, NaN missing
     * @param frame the frame in which they are looked at
     */
    public static FirstGuess of(List<float[][]> inputs, MovingFrame frame) {
        return new FirstGuess(inputs.get(inputs.size() - 1), Predictability.spread(inputs, frame));
    }

    /**
     * The guess of a lead in the moving frame, not yet moved.
     *
     * @param lead 1 or above
     * @return {@code [row][column]} in mm/h, NaN where nothing is known around
     */
    public float[][] field(int lead) {
        return new Blur(standardDeviation(lead)).apply(last);
    }

    /** How wide a lead is smoothed, in cells. */
    double standardDeviation(int lead) {
        return Math.min(WIDEST, GROWTH * Math.sqrt(spread) * lead);
    }
}
