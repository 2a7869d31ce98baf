package amagumo.model.evaluation.gate;

import java.util.Locale;

/**
 * The challenger against one opponent in one score.
 *
 * @param opponent the opponent's name
 * @param score the score
 * @param interval the confidence interval of the score
 * @param bound the bound that the interval had to reach
 * @param beaten whether the whole interval did
 */
public record Comparison(String opponent, GateScore score, Interval interval, double bound, boolean beaten) {

    /** As a sentence without its full stop. */
    @Override
    public String toString() {
        String what =
                switch (score) {
                    case MSE_RATIO -> "its MSE is %.4f (%.4f to %.4f) of that of %s, which %s at most %.4f";
                    case CSI_GAIN ->
                        "its CSI at 1 mm/h is %+.4f (%+.4f to %+.4f) above that of %s, which %s at least %+.4f";
                };
        return String.format(
                Locale.ROOT,
                what,
                interval.estimate(),
                interval.low(),
                interval.high(),
                opponent,
                beaten ? "is" : "had to be",
                bound);
    }
}
