package amagumo.model.verification;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often an event occurred for each forecast probability, and the scores that follow from that: the Brier score
 * (Brier 1950), its parts (Murphy 1973), and the area under the relative operating characteristic (Mason 1982). A score
 * without a case is NaN.
 */
public final class ReliabilityTable {

    /** Bins of the reliability diagram: [0, 0.1) ... [0.9, 1]. */
    public static final int BINS = 10;

    /** For ranking, probabilities are distinguished to a thousandth. */
    private static final int RANKS = 1001;

    private final long[] cases = new long[RANKS];
    private final long[] events = new long[RANKS];
    private final long[] binCases = new long[BINS];
    private final long[] binEvents = new long[BINS];
    private final double[] binProbabilities = new double[BINS];
    private double squaredErrors;

    /**
     * One bin of the reliability diagram.
     *
     * @param cases how many probabilities fell in it
     * @param meanProbability NaN if there were none
     * @param frequency share of them in which the event occurred, NaN if there were none
     */
    public record Bin(long cases, double meanProbability, double frequency) {}

    /**
     * Adds a case.
     *
     * @param probability 0 to 1
     * @param came whether the event occurred
     */
    public void add(float probability, boolean came) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("a probability of " + probability);
        }
        int rank = Math.round(probability * (RANKS - 1));
        int bin = Math.min(BINS - 1, (int) (probability * BINS));
        double error = probability - (came ? 1 : 0);
        cases[rank]++;
        binCases[bin]++;
        binProbabilities[bin] += probability;
        squaredErrors += error * error;
        if (came) {
            events[rank]++;
            binEvents[bin]++;
        }
    }

    void add(ReliabilityTable other) {
        for (int rank = 0; rank < RANKS; rank++) {
            cases[rank] += other.cases[rank];
            events[rank] += other.events[rank];
        }
        for (int bin = 0; bin < BINS; bin++) {
            binCases[bin] += other.binCases[bin];
            binEvents[bin] += other.binEvents[bin];
            binProbabilities[bin] += other.binProbabilities[bin];
        }
        squaredErrors += other.squaredErrors;
    }

    /** The number of cases. */
    public long cases() {
        return Arrays.stream(binCases).sum();
    }

    /** Share of the cases in which the event occurred: the climatology of these cases. */
    public double frequency() {
        return (double) Arrays.stream(binEvents).sum() / cases();
    }

    /** Mean probability. */
    public double meanProbability() {
        return Arrays.stream(binProbabilities).sum() / cases();
    }

    /** Brier score: the mean of (p - o)², 0 to 1, lower is better. */
    public double brier() {
        return squaredErrors / cases();
    }

    /** Uncertainty f (1 - f): the Brier score of the {@linkplain #frequency() frequency} f as the probability of every case. */
    public double uncertainty() {
        return frequency() * (1 - frequency());
    }

    /** Brier skill score against the {@linkplain #uncertainty() climatology} of the same cases, at most 1. */
    public double brierSkill() {
        return uncertainty() > 0 ? 1 - brier() / uncertainty() : Double.NaN;
    }

    /**
     * Reliability: the mean of (mean probability - frequency)² over the bins, weighted by their cases; 0 is perfect.
     */
    public double reliability() {
        return bins().stream()
                .filter(bin -> bin.cases() > 0)
                .mapToDouble(bin -> bin.cases() * square(bin.meanProbability() - bin.frequency()) / cases())
                .sum();
    }

    /** Resolution: the mean of (frequency in the bin - frequency)², weighted by the bins' cases; higher is better. */
    public double resolution() {
        double frequency = frequency();
        return bins().stream()
                .filter(bin -> bin.cases() > 0)
                .mapToDouble(bin -> bin.cases() * square(bin.frequency() - frequency) / cases())
                .sum();
    }

    /** The reliability diagram, lowest probabilities first. */
    public List<Bin> bins() {
        return IntStream.range(0, BINS)
                .mapToObj(bin -> new Bin(
                        binCases[bin], binProbabilities[bin] / binCases[bin], (double) binEvents[bin] / binCases[bin]))
                .toList();
    }

    /**
     * Area under the relative operating characteristic: the probability that a case with the event was given a higher
     * probability than one without, with ties (to a thousandth) counted as half (Mason and Graham 2002). 0.5 is no
     * skill, 1 is perfect.
     */
    public double rocArea() {
        double pairs = 0;
        long withoutBelow = 0;
        for (int rank = 0; rank < RANKS; rank++) {
            long without = cases[rank] - events[rank];
            pairs += events[rank] * (withoutBelow + without / 2.0);
            withoutBelow += without;
        }
        long with = Arrays.stream(events).sum();
        return pairs / ((double) with * withoutBelow);
    }

    private static double square(double x) {
        return x * x;
    }
}
