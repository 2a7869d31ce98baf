package amagumo.model.evaluation.gate;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Confidence intervals by the bootstrap, bias-corrected and accelerated (BCa): Efron and Tibshirani 1993, An
 * Introduction to the Bootstrap, section 14.3. Whole units are drawn with replacement, and they must be independent of
 * each other; a unit may hold everything that belongs together, such as both sides of a pair, or every window of one
 * storm.
 *
 * @param resamples how often units are drawn, at least 100
 * @param confidence confidence of the two-sided interval, above 0 and below 1
 * @param seed seed of the draws; the same seed gives the same interval
 */
record Bootstrap(int resamples, double confidence, long seed) {

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    Bootstrap {
        if (resamples < 100 || !(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("%d resamples, confidence %s".formatted(resamples, confidence));
        }
    }

    /**
     * The interval of a statistic.
     *
     * @param units how many units there are, at least 2
     * @param statistic computes the statistic of the units with these indices, 0 to {@code units} - 1, each as often as
     *     its unit was drawn
     * @return the interval; empty if the statistic is not a number for all units, for drawn ones, or without one of
     *     them
     */
    Optional<Interval> interval(int units, ToDoubleFunction<int[]> statistic) {
        double estimate = statistic.applyAsDouble(IntStream.range(0, units).toArray());
        double[] drawn = drawn(units, statistic);
        double acceleration = acceleration(units, statistic);
        if (Double.isNaN(estimate)
                || Double.isNaN(acceleration)
                || Arrays.stream(drawn).anyMatch(Double::isNaN)) {
            return Optional.empty();
        }
        Arrays.sort(drawn);
        double bias = NORMAL.inverseCumulativeProbability(shareBelow(drawn, estimate));
        double tail = (1 - confidence) / 2;
        return Optional.of(new Interval(
                quantile(drawn, corrected(tail, bias, acceleration)),
                estimate,
                quantile(drawn, corrected(1 - tail, bias, acceleration))));
    }

    private double[] drawn(int units, ToDoubleFunction<int[]> statistic) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[resamples];
        int[] places = new int[units];
        for (int i = 0; i < resamples; i++) {
            for (int k = 0; k < units; k++) {
                places[k] = random.nextInt(units);
            }
            values[i] = statistic.applyAsDouble(places);
        }
        return values;
    }

    /** From the statistic without each unit in turn, equation 14.15; 0 if these are all the same. */
    private static double acceleration(int units, ToDoubleFunction<int[]> statistic) {
        double[] without = IntStream.range(0, units)
                .mapToDouble(left -> statistic.applyAsDouble(
                        IntStream.range(0, units).filter(place -> place != left).toArray()))
                .toArray();
        double mean = Arrays.stream(without).average().orElseThrow();
        double squares =
                Arrays.stream(without).map(value -> Math.pow(mean - value, 2)).sum();
        double cubes =
                Arrays.stream(without).map(value -> Math.pow(mean - value, 3)).sum();
        return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
    }

    /**
     * The share of draws below the estimate, with those that equal it counted as half, so that a statistic that never
     * changes has no bias; kept off 0 and 1, where the bias would be infinite.
     */
    private static double shareBelow(double[] sorted, double estimate) {
        long below = Arrays.stream(sorted).filter(value -> value < estimate).count();
        long equal = Arrays.stream(sorted).filter(value -> value == estimate).count();
        double half = 0.5 / sorted.length;
        return Math.max(half, Math.min(1 - half, (below + 0.5 * equal) / sorted.length));
    }

    /** Equation 14.10. */
    private static double corrected(double tail, double bias, double acceleration) {
        double z = bias + NORMAL.inverseCumulativeProbability(tail);
        return NORMAL.cumulativeProbability(bias + z / (1 - acceleration * z));
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
