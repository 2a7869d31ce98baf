package amagumo.model.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Notices a loss that is not a number or that diverges: the median of the last {@value #MEMORY} losses is more than
 * {@value #TOLERANCE} times the lowest such median. A batch with rain out of a clear sky can have fifty times the usual
 * loss, which shifts a mean but says nothing about the weights.
 *
 * @param recent the last losses, oldest first
 * @param lowestMedian the lowest median of {@value #MEMORY} losses in a row, above 0; the largest double before there
 *     is one
 */
public record DivergenceWatch(List<Double> recent, double lowestMedian) {

    private static final int MEMORY = 20;
    private static final int LATEST = 5;
    private static final double TOLERANCE = 5;

    /** The state before the first step. */
    public static final DivergenceWatch NONE = new DivergenceWatch(List.of(), Double.MAX_VALUE);

    public DivergenceWatch {
        recent = List.copyOf(recent);
    }

    /** The state after one more step. */
    DivergenceWatch after(double loss) {
        List<Double> losses = new ArrayList<>(recent);
        losses.add(loss);
        if (losses.size() > MEMORY) {
            losses.remove(0);
        }
        return new DivergenceWatch(
                losses, losses.size() < MEMORY ? lowestMedian : Math.min(lowestMedian, median(losses)));
    }

    /** What is wrong, as the end of a sentence that begins with "the loss"; empty if all is well. */
    Optional<String> trouble() {
        if (recent.isEmpty()) {
            return Optional.empty();
        }
        double last = recent.get(recent.size() - 1);
        if (!Double.isFinite(last)) {
            return Optional.of("is " + last);
        }
        double median = median(recent);
        if (recent.size() == MEMORY && median > TOLERANCE * lowestMedian) {
            return Optional.of(
                    "diverges: its median of %d steps rose from %.4g to %.4g".formatted(MEMORY, lowestMedian, median));
        }
        return Optional.empty();
    }

    /**
     * Whether there is no sign of trouble that {@link #trouble} does not report yet, so that the weights are worth
     * keeping.
     */
    boolean isCalm() {
        List<Double> latest = recent.subList(Math.max(0, recent.size() - LATEST), recent.size());
        return lowestMedian == Double.MAX_VALUE || median(latest) <= TOLERANCE * lowestMedian;
    }

    private static double median(List<Double> losses) {
        double[] sorted =
                losses.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
