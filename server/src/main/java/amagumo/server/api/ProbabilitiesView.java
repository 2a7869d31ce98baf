package amagumo.server.api;

import amagumo.server.render.ProbabilityLevels;
import java.util.List;

/**
 * The probabilities of a forecast, and how to read its frames of them.
 *
 * @param thresholdsMmH the rain rates whose probability of being reached is known, increasing
 * @param missing level of a cell without data
 * @param zero level of a probability of 0 %; each level above is a per cent more
 * @param legend what the colours of the pictures mean
 */
record ProbabilitiesView(List<Double> thresholdsMmH, int missing, int zero, Legend legend) {

    static ProbabilitiesView of(List<Float> thresholdsMmH) {
        return new ProbabilitiesView(
                exact(thresholdsMmH), ProbabilityLevels.MISSING, ProbabilityLevels.ZERO, Legend.PROBABILITY);
    }

    /** Numbers with the digits that they have as {@code float}. */
    static List<Double> exact(List<Float> numbers) {
        return numbers.stream()
                .map(number -> Double.parseDouble(Float.toString(number)))
                .toList();
    }
}
