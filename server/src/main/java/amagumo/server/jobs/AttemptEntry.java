package amagumo.server.jobs;

import java.time.Instant;
import java.util.Map;

/**
 * An attempt as programs are told of it; the names of the fields are a contract. What is not known yet is null.
 *
 * @param nominalTime what the run was for
 * @param retryOf the attempt before it
 */
public record AttemptEntry(
        long id,
        String job,
        String nominalTime,
        String startedBy,
        Long retryOf,
        Map<String, String> parameters,
        String server,
        String start,
        String end,
        String outcome,
        String reason,
        boolean overrun) {

    /** What is told of an attempt. */
    public static AttemptEntry of(Attempt attempt) {
        return new AttemptEntry(
                attempt.id(),
                attempt.job(),
                attempt.nominalTime().toString(),
                attempt.startedBy(),
                attempt.retryOf().isPresent() ? (Long) attempt.retryOf().getAsLong() : null,
                attempt.parameters(),
                attempt.server(),
                attempt.start().toString(),
                attempt.end().map(Instant::toString).orElse(null),
                attempt.outcome().text(),
                attempt.reason(),
                attempt.overrun());
    }
}
