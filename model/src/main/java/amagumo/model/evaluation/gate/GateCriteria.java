package amagumo.model.evaluation.gate;

import java.time.Duration;

/**
 * What a challenger must show.
 *
 * @param mseRatio its mean squared error must be at most this share of each opponent's, above 0
 * @param csiGain its CSI at 1 mm/h must be above each opponent's by at least this, -1 to 1
 * @param confidence the confidence with which each bound must hold, above 0.5 and below 1
 * @param leastWindows the fewest windows to decide by, at least 1
 * @param leastBlocks the fewest blocks to decide by, at least 2
 * @param block windows that begin in the same block of time are drawn together; it should be longer than the memory of
 *     a shower
 * @param resamples how often blocks are drawn
 * @param seed seed of the draws
 */
public record GateCriteria(
        double mseRatio,
        double csiGain,
        double confidence,
        int leastWindows,
        int leastBlocks,
        Duration block,
        int resamples,
        long seed) {

    public GateCriteria {
        if (!(mseRatio > 0) || !(csiGain >= -1 && csiGain <= 1)) {
            throw new IllegalArgumentException("an MSE ratio of %s and a CSI gain of %s".formatted(mseRatio, csiGain));
        }
        if (!(confidence > 0.5 && confidence < 1)) {
            throw new IllegalArgumentException("the confidence is above 0.5 and below 1, not %s".formatted(confidence));
        }
        if (leastWindows < 1 || leastBlocks < 2 || block.toMinutes() < 1) {
            throw new IllegalArgumentException("%d windows in %d blocks of %s: at least 1, 2 and a minute"
                    .formatted(leastWindows, leastBlocks, block));
        }
    }

    /** What a score must reach. */
    double bound(GateScore score) {
        return score == GateScore.MSE_RATIO ? mseRatio : csiGain;
    }

    /** Both ends of its intervals hold with {@link #confidence}. */
    Bootstrap bootstrap() {
        return new Bootstrap(resamples, 2 * confidence - 1, seed);
    }
}
