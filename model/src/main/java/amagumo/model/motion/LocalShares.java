package amagumo.model.motion;

import amagumo.model.threads.Rows;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The share of a neighbourhood that reaches each threshold in a frame, for one lead after the other in the same arrays, so that a large grid
 * needs them once.
 */
public final class LocalShares {

    private final FirstGuess guess;
    private final List<Float> thresholdsMmH;
    private final List<float[][]> shares;
    private final float[][] weights;

    LocalShares(FirstGuess guess, List<Float> thresholdsMmH) {
        this.guess = guess;
        this.thresholdsMmH = List.copyOf(thresholdsMmH);
        int rows = guess.last().length;
        int columns = guess.last()[0].length;
        shares = Stream.generate(() -> new float[rows][columns])
                .limit(thresholdsMmH.size())
                .toList();
        weights = new float[rows][columns];
    }

    /**
     * The shares at a lead, as {@link FirstGuess#exceedance} tells of them.
     *
     * @param lead 1 or above
     * @return for each threshold {@code [row][column]}, valid until another lead is asked for; may be changed
     */
    public List<float[][]> of(int lead) {
        double width = -1;
        Optional<float[][]> known = Optional.empty();
        for (int k = 0; k < shares.size(); k++) {
            float threshold = thresholdsMmH.get(k);
            double own = guess.standardDeviation(lead, threshold);
            Blur blur = new Blur(own);
            if (own != width) {
                known = blur.weights(guess.last(), weights);
                width = own;
            }
            blur.apply(guess.last(), (cells, reached) -> reaches(cells, threshold, reached), known, shares.get(k));
            limit(shares.get(k), shares.get(Math.max(0, k - 1)));
        }
        return shares;
    }

    /** 1 where a threshold is reached, 0 where it is not, or the cell is missing. */
    private static void reaches(float[] cells, float thresholdMmH, float[] reached) {
        for (int c = 0; c < cells.length; c++) {
            reached[c] = cells[c] >= thresholdMmH ? 1 : 0;
        }
    }

    /** Keeps rounding errors of different sums from exceeding 1 or the share of a lower threshold. */
    private static void limit(float[][] shares, float[][] lowerShares) {
        Rows.forEach(shares.length, shares[0].length, r -> {
            float[] share = shares[r];
            float[] lower = lowerShares[r];
            for (int c = 0; c < share.length; c++) {
                // As Math.min, NaN if either is, which is several times as slow.
                float least = share[c] > lower[c] || lower[c] != lower[c] ? lower[c] : share[c];
                share[c] = least > 1 ? 1 : least;
            }
        });
    }
}
