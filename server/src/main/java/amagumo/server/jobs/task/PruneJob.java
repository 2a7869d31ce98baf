package amagumo.server.jobs.task;

import amagumo.server.jobs.AttemptContext;
import amagumo.server.jobs.AttemptLogs;
import amagumo.server.jobs.AttemptStore;
import amagumo.server.jobs.Job;
import amagumo.server.jobs.JobPolicy;
import amagumo.server.jobs.JobResult;
import amagumo.server.jobs.NominalTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Removes attempts and their logs that are older than they are kept. */
public final class PruneJob implements Job {

    private static final NominalTimes HOURLY = new NominalTimes(Duration.ofHours(1), Duration.ofMinutes(17));

    private final AttemptStore attempts;
    private final Path logs;
    private final Duration keep;
    private final InstantSource clock;

    /**
     * @param logs where the logs of attempts are
     * @param keep how long attempts are kept
     */
    public PruneJob(AttemptStore attempts, Path logs, Duration keep, InstantSource clock) {
        this.attempts = attempts;
        this.logs = logs;
        this.keep = keep;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "prune";
    }

    @Override
    public JobPolicy policy() {
        return JobPolicy.onSchedule(HOURLY);
    }

    @Override
    public JobResult run(AttemptContext attempt) throws IOException {
        Instant before = Instant.ofEpochMilli(clock.millis()).minus(keep);
        int removed = attempts.prune(before, old -> Files.deleteIfExists(AttemptLogs.file(logs, old.job(), old.id())));
        return JobResult.succeeded("%d attempts from before %s removed".formatted(removed, before));
    }
}
