package amagumo.server.verification;

import amagumo.model.verification.ReliabilitySums;

/**
 * The sums of the probabilities of reaching one threshold, of one nowcaster at one lead.
 *
 * @param nowcaster what the service calls it
 * @param modelVersion SHA-256 of the model file, empty if it learns nothing
 * @param leadMinutes the lead
 * @param thresholdMmH the threshold
 * @param forecasts how many forecasts were compared
 * @param sums of all of them
 */
public record LeadReliability(
        String nowcaster,
        String modelVersion,
        int leadMinutes,
        float thresholdMmH,
        long forecasts,
        ReliabilitySums sums) {}
