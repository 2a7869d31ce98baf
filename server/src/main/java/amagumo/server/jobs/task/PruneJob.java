package amagumo.server.jobs.task;

import amagumo.server.destination.Deliveries;
import amagumo.server.jobs.AttemptContext;
import amagumo.server.jobs.AttemptLogs;
import amagumo.server.jobs.AttemptStore;
import amagumo.server.jobs.Job;
import amagumo.server.jobs.JobPolicy;
import amagumo.server.jobs.JobResult;
import amagumo.server.jobs.NominalTimes;
import amagumo.server.retention.FrameRetention;
import amagumo.server.retention.HalfWrittenFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Removes what is older, or more, than is kept: attempts and their logs, the state of deliveries, days of frames; and what servers
 * that were killed left half-written.
 */
public final class PruneJob implements Job {

    private static final NominalTimes HOURLY = new NominalTimes(Duration.ofHours(1), Duration.ofMinutes(17));

    private final AttemptStore attempts;
    private final Path logs;
    private final Duration keep;
    private final Deliveries deliveries;
    private final FrameRetention frames;
    private final HalfWrittenFiles halfWritten;
    private final InstantSource clock;

    /**
     * @param logs where the logs of attempts are
     * @param keep how long attempts and the state of deliveries are kept
     * @param frames of the store
     */
    public PruneJob(
            AttemptStore attempts,
            Path logs,
            Duration keep,
            Deliveries deliveries,
            FrameRetention frames,
            HalfWrittenFiles halfWritten,
            InstantSource clock) {
        this.attempts = attempts;
        this.logs = logs;
        this.keep = keep;
        this.deliveries = deliveries;
        this.frames = frames;
        this.halfWritten = halfWritten;
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
        Instant now = Instant.ofEpochMilli(clock.millis());
        Instant before = now.minus(keep);
        int removed = attempts.prune(before, old -> Files.deleteIfExists(AttemptLogs.file(logs, old.job(), old.id())));
        deliveries.forgetBefore(before);
        FrameRetention.Pruned pruned = frames.prune(now);
        int left = halfWritten.remove(now);
        return JobResult.succeeded("%s%d attempts from before %s and %d days of frames removed"
                .formatted(
                        left == 0 ? "" : left + " half-written files, ",
                        removed,
                        before,
                        pruned.days().size()));
    }
}
