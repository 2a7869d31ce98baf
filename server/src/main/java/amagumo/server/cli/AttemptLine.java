package amagumo.server.cli;

import amagumo.server.jobs.Attempt;
import java.time.Instant;
import java.util.Map;

/**
 * An attempt as commands print it in JSON; what is not known yet is null.
 *
 * @param nominalTime what the run was for
 * @param retryOf the attempt before it
 */
record AttemptLine(
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

    static AttemptLine of(Attempt attempt) {
        return new AttemptLine(
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
