package amagumo.server.jobs;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One try of a run, as it is kept.
 *
 * @param id counts up over all jobs; also the number of its lease
 * @param job whose
 * @param nominalTime what it was for
 * @param startedBy {@code schedule}, {@code retry}, {@code backfill by NAME}, {@code command by NAME}, {@code HTTP from ADDRESS}
 *     or the job that asked
 * @param retryOf the attempt before it, if it is another try
 * @param parameters what whoever asked for the run gave it
 * @param server who ran it
 * @param start when it began
 * @param end when it ended
 * @param outcome how it stands
 * @param reason what was done, or why it ended so; empty while it runs
 * @param overrun whether it took longer than the job's policy expects
 */
public record Attempt(
        long id,
        String job,
        Instant nominalTime,
        String startedBy,
        OptionalLong retryOf,
        Map<String, String> parameters,
        String server,
        Instant start,
        Optional<Instant> end,
        Outcome outcome,
        String reason,
        boolean overrun) {

    public Attempt {
        parameters = Map.copyOf(parameters);
    }

    /** Its parameters, such as {@code minutes=10}. */
    String parametersText() {
        return new TreeMap<>(parameters)
                .entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(" "));
    }
}
