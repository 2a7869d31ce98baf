package amagumo.server.jobs.task;

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
import java.util.function.Consumer;

/**
 * Removes what is older, or more, than is kept: attempts and their logs, what was sent to others, days of frames; and what servers
 * that were killed left half-written.
 */
public final class PruneJob implements Job {

    private static final NominalTimes HOURLY = new NominalTimes(Duration.ofHours(1), Duration.ofMinutes(17));

    private final AttemptStore attempts;
    private final Path logs;
    private final Duration keep;
    private final Consumer<Instant> sent;
    private final FrameRetention frames;
    private final HalfWrittenFiles halfWritten;
    private final InstantSource clock;

    /**
     * @param logs where the logs of attempts are
     * @param keep how long attempts are kept, and what was sent to others
     * @param sent forgets what was sent to others before a time
     * @param frames of the store
     */
    public PruneJob(
            AttemptStore attempts,
            Path logs,
            Duration keep,
            Consumer<Instant> sent,
            FrameRetention frames,
            HalfWrittenFiles halfWritten,
            InstantSource clock) {
        this.attempts = attempts;
        this.logs = logs;
        this.keep = keep;
        this.sent = sent;
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
        sent.accept(before);
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
