package amagumo.model.verification;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is summed of the probabilities of an event over the cells of one lead time, of one frame or of many: the reliability
 * diagram. The Brier score (Brier 1950) and its parts (Murphy 1973) are quotients of these sums, so that sums of different days
 * can be kept, and added when they are asked for. A cell counts where it was observed now and in the last input frame. A score
 * without a case is NaN.
 *
 * @param squaredErrors Σ (p - o)², where p is the probability and o is 1 where the event occurred, else 0
 * @param bins of the reliability diagram: [0, 0.1) ... [0.9, 1]
 */
public record ReliabilitySums(double squaredErrors, List<Bin> bins) {

    /** The number of bins of the reliability diagram. */
    public static final int BINS = 10;

    /** Of nothing. */
    public static final ReliabilitySums NONE = new ReliabilitySums(0, Collections.nCopies(BINS, new Bin(0, 0, 0)));

    /**
     * One bin of the reliability diagram.
     *
     * @param cases how many probabilities fell in it
     * @param events in how many of them the event occurred
     * @param probabilities their sum
     */
    public record Bin(long cases, long events, double probabilities) {

        /** NaN if there were no cases. */
        public double meanProbability() {
            return probabilities / cases;
        }

        /** Share of the cases in which the event occurred, NaN if there were none. */
        public double frequency() {
            return (double) events / cases;
        }

        Bin plus(Bin other) {
            return new Bin(cases + other.cases, events + other.events, probabilities + other.probabilities);
        }
    }

    public ReliabilitySums {
        bins = List.copyOf(bins);
        if (bins.size() != BINS) {
            throw new IllegalArgumentException("%d bins instead of %d".formatted(bins.size(), BINS));
        }
    }

    /**
     * Compares one frame. All fields are {@code [row][column]}.
     *
     * @param probabilities of reaching the threshold, 0 to 1, NaN missing, which counts as 0
     * @param observed what came, mm/h, NaN missing
     * @param lastInput the last frame that the forecast was made from, likewise
     * @param thresholdMmH the threshold
     */
    public static ReliabilitySums of(
            float[][] probabilities, float[][] observed, float[][] lastInput, float thresholdMmH) {
        ReliabilityTable table = new ReliabilityTable();
        table.add(probabilities, observed, lastInput, thresholdMmH);
        return table.sums();
    }

    /** The sums of both together. */
    public ReliabilitySums plus(ReliabilitySums other) {
        return new ReliabilitySums(
                squaredErrors + other.squaredErrors,
                IntStream.range(0, BINS)
                        .mapToObj(bin -> bins.get(bin).plus(other.bins.get(bin)))
                        .toList());
    }

    /** The number of cases. */
    public long cases() {
        return all().cases();
    }

    /** Share of the cases in which the event occurred: the climatology of these cases. */
    public double frequency() {
        return all().frequency();
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

    /** Reliability: the mean of (mean probability - frequency)² over the bins, weighted by their cases; 0 is perfect. */
    public double reliability() {
        return bins.stream()
                .filter(bin -> bin.cases > 0)
                .mapToDouble(bin -> bin.cases * square(bin.meanProbability() - bin.frequency()) / cases())
                .sum();
    }

    /** Resolution: the mean of (frequency in the bin - frequency)², weighted by the bins' cases; higher is better. */
    public double resolution() {
        double frequency = frequency();
        return bins.stream()
                .filter(bin -> bin.cases > 0)
                .mapToDouble(bin -> bin.cases * square(bin.frequency() - frequency) / cases())
                .sum();
    }

    private Bin all() {
        return bins.stream().reduce(new Bin(0, 0, 0), Bin::plus);
    }

    private static double square(double x) {
        return x * x;
    }
}
