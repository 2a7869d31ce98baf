package amagumo.server.verification;

import java.time.Instant;
import java.util.Optional;

/**
 * Which scores are asked for.
 *
 * @param from the first base time
 * @param before the first base time that is too late
 * @param nowcaster if those of one alone are
 * @param modelVersion if those of one alone are
 * @param leadMinutes if those of one alone are
 */
public record ScoreQuery(
        Instant from,
        Instant before,
        Optional<String> nowcaster,
        Optional<String> modelVersion,
        Optional<Integer> leadMinutes) {}
