package amagumo.server.jobs.task;

import amagumo.server.jobs.AttemptContext;
import amagumo.server.jobs.Job;
import amagumo.server.jobs.JobPolicy;
import amagumo.server.jobs.JobResult;
import amagumo.server.jobs.NominalTimes;
import amagumo.server.retention.Pruning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.JdbiException;

/** Removes what is older, or more, than is kept. What cannot be removed keeps nothing else from being removed. */
public final class PruneJob implements Job {

    /** Its name. */
    public static final String NAME = "prune";

    private static final NominalTimes HOURLY = new NominalTimes(Duration.ofHours(1), Duration.ofMinutes(17));

    /** After long downtime a store of years may have much to give up. */
    private static final Duration EXPECTED = Duration.ofMinutes(30);

    private final List<Pruning> prunings;
    private final InstantSource clock;

    /** @param prunings one for each kind of what is kept */
    public PruneJob(List<Pruning> prunings, InstantSource clock) {
        this.prunings = List.copyOf(prunings);
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JobPolicy policy() {
        return JobPolicy.onSchedule(HOURLY).withExpected(EXPECTED);
    }

    @Override
    public JobResult run(AttemptContext attempt) throws IOException, InterruptedException {
        Instant now = Instant.ofEpochMilli(clock.millis());
        List<String> removed = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Pruning pruning : prunings) {
            attempt.requireGoingOn("stopped between two kinds of what is kept");
            try {
                pruning.prune(now).ifPresent(removed::add);
            } catch (IOException | UncheckedIOException | DirectoryIteratorException | JdbiException e) {
                failures.add(e.getMessage() == null ? e.toString() : e.getMessage());
            }
        }
        String done = removed.isEmpty() ? "nothing had to be removed" : String.join(", ", removed) + " removed";
        if (!failures.isEmpty()) {
            throw new IOException(done + "; not all: " + String.join("; ", failures));
        }
        return JobResult.succeeded(done);
    }
}
