package amagumo.server.verification;

import java.time.Instant;

/**
 * Which forecast was, or is to be, compared with what at which lead.
 *
 * @param baseTime of the forecast
 * @param nowcaster what the service calls the nowcaster
 * @param leadMinutes the lead
 * @param forecastVersion which content of the forecast
 * @param observationVersion which content of the frame that came
 */
record Comparison(
        Instant baseTime, String nowcaster, int leadMinutes, String forecastVersion, String observationVersion) {}
