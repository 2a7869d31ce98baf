package amagumo.model.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The targets for learning probabilities: whether each threshold was reached, counted only where the next lower one
 * was. In the moving frame a cell of the truth lies between cells of the network, and each of these gets its share.
 * There {@code e}, whether a threshold was reached, is a fraction, the target is {@code e / e_lower} and its weight
 * {@code e_lower}, which makes the loss that of the fractions.
 */
final class ExceedanceTargets {

    private ExceedanceTargets() {}

    /**
     * The targets of one frame.
     *
     * @param truth {@code [row][column]} in mm/h, NaN missing
     * @param moved moves fields to where they are compared
     * @return one per threshold, with weight 0 where the truth is missing or the next lower threshold was not reached
     */
    static List<Target> of(float[][] truth, List<Float> thresholdsMmH, UnaryOperator<List<float[][]>> moved) {
        List<float[][]> reached = new ArrayList<>();
        reached.add(reached(truth, 0));
        for (float threshold : thresholdsMmH) {
            reached.add(reached(truth, threshold));
        }
        List<float[][]> shares = moved.apply(reached);
        return IntStream.range(0, thresholdsMmH.size())
                .mapToObj(k -> conditional(shares.get(k + 1), shares.get(k)))
                .toList();
    }

    private static float[][] reached(float[][] truth, float threshold) {
        float[][] reached = new float[truth.length][truth[0].length];
        for (int r = 0; r < truth.length; r++) {
            for (int c = 0; c < truth[r].length; c++) {
                reached[r][c] = Float.isNaN(truth[r][c]) ? Float.NaN : truth[r][c] >= threshold ? 1 : 0;
            }
        }
        return reached;
    }

    private static Target conditional(float[][] own, float[][] lower) {
        float[][] pixels = new float[own.length][own[0].length];
        float[][] weights = new float[own.length][own[0].length];
        for (int r = 0; r < own.length; r++) {
            for (int c = 0; c < own[r].length; c++) {
                if (lower[r][c] > 0) { // neither missing nor 0
                    weights[r][c] = lower[r][c];
                    pixels[r][c] = own[r][c] / lower[r][c];
                }
            }
        }
        return new Target(pixels, weights);
    }
}
