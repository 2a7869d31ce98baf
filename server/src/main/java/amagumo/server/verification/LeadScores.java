package amagumo.server.verification;

import amagumo.model.verification.LeadSums;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The sums of forecasts of one nowcaster at one lead.
 *
 * @param nowcaster what the service calls it
 * @param modelVersion SHA-256 of the model file, empty if it learns nothing
 * @param leadMinutes the lead
 * @param day of their base times, UTC, if they are of one day
 * @param sums of so many frames as forecasts were scored
 */
public record LeadScores(
        String nowcaster, String modelVersion, int leadMinutes, Optional<LocalDate> day, LeadSums sums) {}
