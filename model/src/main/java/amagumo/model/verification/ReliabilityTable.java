package amagumo.model.verification;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How often an event occurred for each forecast probability: the {@linkplain #sums() sums} of the reliability diagram, and the
 * area under the relative operating characteristic (Mason 1982), which needs the probabilities more finely. A score without a
 * case is NaN.
 */
public final class ReliabilityTable {

    /** For ranking, probabilities are distinguished to a thousandth. */
    private static final int RANKS = 1001;

    private final long[] cases = new long[RANKS];
    private final long[] events = new long[RANKS];
    private final long[] binCases = new long[ReliabilitySums.BINS];
    private final long[] binEvents = new long[ReliabilitySums.BINS];
    private final double[] binProbabilities = new double[ReliabilitySums.BINS];
    private double squaredErrors;

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
        int bin = Math.min(ReliabilitySums.BINS - 1, (int) (probability * ReliabilitySums.BINS));
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

    /**
     * Adds the cells of a frame that were observed then and in the last frame that the forecast was made from; a probability
     * that is missing there counts as 0. All fields are {@code [row][column]}.
     *
     * @param probabilities of reaching the threshold, 0 to 1, NaN missing
     * @param observed what came, mm/h, NaN missing
     * @param lastInput the last frame that the forecast was made from, likewise
     * @param thresholdMmH the threshold
     */
    void add(float[][] probabilities, float[][] observed, float[][] lastInput, float thresholdMmH) {
        for (int r = 0; r < observed.length; r++) {
            for (int c = 0; c < observed[r].length; c++) {
                if (!Float.isNaN(observed[r][c]) && !Float.isNaN(lastInput[r][c])) {
                    float probability = Float.isNaN(probabilities[r][c]) ? 0 : probabilities[r][c];
                    add(probability, observed[r][c] >= thresholdMmH);
                }
            }
        }
    }

    /** Adds all cases of another table. */
    void add(ReliabilityTable other) {
        for (int rank = 0; rank < RANKS; rank++) {
            cases[rank] += other.cases[rank];
            events[rank] += other.events[rank];
        }
        for (int bin = 0; bin < ReliabilitySums.BINS; bin++) {
            binCases[bin] += other.binCases[bin];
            binEvents[bin] += other.binEvents[bin];
            binProbabilities[bin] += other.binProbabilities[bin];
        }
        squaredErrors += other.squaredErrors;
    }

    /** What the scores of the cases so far are made of. */
    public ReliabilitySums sums() {
        return new ReliabilitySums(
                squaredErrors,
                IntStream.range(0, ReliabilitySums.BINS)
                        .mapToObj(bin -> new ReliabilitySums.Bin(binCases[bin], binEvents[bin], binProbabilities[bin]))
                        .toList());
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
}
