package amagumo.server.verification;

import java.time.Instant;
import java.util.Optional;

/**
 * Which scores are asked for.
 *
 * @param from the first base time, from 1970 on
 * @param before the first base time that is too late
 * @param nowcaster if those of one alone are
 * @param modelVersion if those of one alone are
 * @param leadMinutes if those of one alone are
 * @param byDay whether each day of base times, UTC, is summed by itself
 */
public record ScoreQuery(
        Instant from,
        Instant before,
        Optional<String> nowcaster,
        Optional<String> modelVersion,
        Optional<Integer> leadMinutes,
        boolean byDay) {

    /** Of all forecasts from a base time on, in one sum. */
    public static ScoreQuery since(Instant from) {
        return new ScoreQuery(
                from,
                Instant.ofEpochMilli(Long.MAX_VALUE),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }
}
