package amagumo.server.verification;

import amagumo.model.verification.LeadSums;

/**
 * What a forecast came to at one lead.
 *
 * @param comparison of what with what
 * @param modelVersion SHA-256 of the model file, empty for a nowcaster that learns nothing
 * @param sums of this one frame
 */
record ForecastScore(Comparison comparison, String modelVersion, LeadSums sums) {}
