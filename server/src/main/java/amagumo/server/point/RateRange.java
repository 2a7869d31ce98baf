package amagumo.server.point;

import java.util.List;
import java.util.Optional;

/**
 * Between what a rain rate lies with a probability of 80 %: the 10 % and 90 % quantiles, as far as the probabilities of reaching some
 * thresholds tell. Between two thresholds the probability is taken as linear in the rain rate.
 *
 * @param fromMmH the 10 % quantile, mm/h; 0 where it is below the lowest threshold, the highest threshold where it is above that
 * @param toMmH the 90 % quantile, mm/h; the lowest threshold where it is below that, nothing where it is above the highest one
 */
public record RateRange(float fromMmH, Optional<Float> toMmH) {

    private static final float LIKELY = 0.9f;
    private static final float UNLIKELY = 0.1f;

    /**
     * The range that probabilities tell.
     *
     * @param thresholdsMmH increasing, at least one
     * @param probabilities of reaching each, not increasing, 0 to 1; NaN where missing
     * @return nothing where they are missing
     */
    public static Optional<RateRange> of(List<Float> thresholdsMmH, List<Float> probabilities) {
        int last = thresholdsMmH.size() - 1;
        if (probabilities.stream().anyMatch(probability -> Float.isNaN(probability))) {
            return Optional.empty();
        }
        float from = probabilities.get(0) < LIKELY ? 0 : thresholdsMmH.get(last);
        Optional<Float> to = probabilities.get(0) <= UNLIKELY ? Optional.of(thresholdsMmH.get(0)) : Optional.empty();
        for (int k = 0; k < last; k++) {
            float above = probabilities.get(k);
            float below = probabilities.get(k + 1);
            float least = thresholdsMmH.get(k);
            float width = thresholdsMmH.get(k + 1) - least;
            if (above >= LIKELY && below < LIKELY) {
                from = least + width * (above - LIKELY) / (above - below);
            }
            if (above > UNLIKELY && below <= UNLIKELY) {
                to = Optional.of(least + width * (above - UNLIKELY) / (above - below));
            }
        }
        return Optional.of(new RateRange(from, to));
    }
}
