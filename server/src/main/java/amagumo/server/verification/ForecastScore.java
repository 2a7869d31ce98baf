package amagumo.server.verification;

import amagumo.model.verification.LeadSums;
import amagumo.model.verification.ReliabilitySums;
import java.util.Map;

/**
 * What a forecast came to at one lead.
 *
 * @param comparison of what with what
 * @param modelVersion SHA-256 of the model file, empty for a nowcaster that learns nothing
 * @param sums of this one frame
 * @param reliability of its probabilities, by threshold in mm/h; empty if it has none
 */
record ForecastScore(
        Comparison comparison, String modelVersion, LeadSums sums, Map<Float, ReliabilitySums> reliability) {

    ForecastScore {
        reliability = Map.copyOf(reliability);
    }
}
