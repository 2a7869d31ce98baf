package amagumo.model.evaluation.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class BootstrapTest {

    /** Spatial test data A of 26 children, Efron and Tibshirani 1993, table 14.1. */
    private static final double[] CHILDREN = {
        48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41
    };

    @Test
    void theVarianceOfThePublishedExampleHasThePublishedInterval() {
        Interval interval = new Bootstrap(100_000, 0.9, 1)
                .interval(CHILDREN.length, places -> variance(CHILDREN, places))
                .orElseThrow();
        assertEquals(171.5, interval.estimate(), 0.05);
        // Table 14.2 has (115.8, 259.6), of 2,000 resamples of its own.
        assertEquals(115.8, interval.low(), 1);
        assertEquals(259.6, interval.high(), 3);
        // scipy 1.17.1, stats.bootstrap(method="BCa"), 400,000 resamples.
        assertEquals(115.504, interval.low(), 0.8);
        assertEquals(261.120, interval.high(), 1.6);
    }

    @Test
    void aRatioOfPairedSumsHasTheIntervalOfAnotherProgram() {
        double[] numerators = {3.1, 2.7, 5.4, 1.2, 4.4, 2.2, 6.8, 3.9, 2.5, 4.1};
        double[] denominators = {3.6, 2.9, 5.3, 1.6, 5.1, 2.1, 8.2, 4.4, 2.9, 4.0};
        Interval interval = new Bootstrap(100_000, 0.9, 2)
                .interval(10, places -> sum(numerators, places) / sum(denominators, places))
                .orElseThrow();
        // scipy 1.17.1, stats.bootstrap(paired=True, method="BCa"), 400,000 resamples.
        assertEquals(0.905237, interval.estimate(), 1e-6);
        assertEquals(0.864023, interval.low(), 5e-4);
        assertEquals(0.955307, interval.high(), 5e-4);
    }

    @Test
    void nineIntervalsOfTenHoldTheTruth() {
        Random random = new Random(3);
        int held = 0;
        int trials = 400;
        for (int trial = 0; trial < trials; trial++) {
            double[] skewed = random.doubles(25)
                    .map(value -> Math.exp(0.7 * random.nextGaussian()))
                    .toArray();
            Interval interval = new Bootstrap(1000, 0.9, trial)
                    .interval(skewed.length, places -> sum(skewed, places) / places.length)
                    .orElseThrow();
            double truth = Math.exp(0.7 * 0.7 / 2);
            held += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
        }
        double share = (double) held / trials;
        assertTrue(share > 0.83 && share < 0.94, () -> "the truth is in %s of the intervals".formatted(share));
    }

    @Test
    void whatNeverChangesIsCertainAndWhatIsNoNumberHasNoInterval() {
        Bootstrap bootstrap = new Bootstrap(200, 0.9, 1);
        assertEquals(Optional.of(new Interval(2, 2, 2)), bootstrap.interval(5, places -> 2));
        assertEquals(
                Optional.empty(),
                bootstrap.interval(5, places -> Arrays.stream(places).anyMatch(place -> place == 3) ? 1 : Double.NaN));
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        ToDoubleFunction<int[]> variance = places -> variance(CHILDREN, places);
        assertEquals(
                new Bootstrap(300, 0.8, 9).interval(CHILDREN.length, variance),
                new Bootstrap(300, 0.8, 9).interval(CHILDREN.length, variance));
        assertThrows(IllegalArgumentException.class, () -> new Bootstrap(99, 0.9, 1));
        assertThrows(IllegalArgumentException.class, () -> new Bootstrap(100, 1, 1));
    }

    private static double sum(double[] values, int[] places) {
        return Arrays.stream(places).mapToDouble(place -> values[place]).sum();
    }

    private static double variance(double[] values, int[] places) {
        double mean = sum(values, places) / places.length;
        return Arrays.stream(places)
                        .mapToDouble(place -> Math.pow(values[place] - mean, 2))
                        .sum()
                / places.length;
    }
}
