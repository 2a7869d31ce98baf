package amagumo.server.jobs.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import amagumo.server.config.Settings;
import amagumo.server.database.Database;
import amagumo.server.jobs.Attempt;
import amagumo.server.jobs.AttemptStore;
import amagumo.server.jobs.Job;
import amagumo.server.jobs.JobQueue;
import amagumo.server.jobs.JobServer;
import amagumo.server.jobs.Outcome;
import amagumo.server.jobs.Run;
import amagumo.server.retention.Pruning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruneJobTest {

    private static final Instant TIME = Instant.parse("2024-03-01T00:17:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path state;

    @Test
    void whatWasRemovedIsSaid() throws Exception {
        Attempt attempt =
                run(now -> Pruning.counted(3, "forecasts"), now -> Optional.empty(), now -> Pruning.counted(1, "logs"));
        assertEquals(Outcome.SUCCEEDED, attempt.outcome());
        assertEquals("3 forecasts, 1 logs removed", attempt.reason());
    }

    @Test
    void whatCannotBeRemovedKeepsNothingElseFromBeingRemoved() throws Exception {
        Attempt attempt = run(
                now -> {
                    throw new IOException("kanto: another process is writing to this store");
                },
                now -> {
                    throw new UncheckedIOException(new IOException("training: is not to be removed"));
                },
                now -> Pruning.counted(3, "forecasts"));
        assertEquals(Outcome.FAILED, attempt.outcome());
        assertEquals(
                "3 forecasts removed; not all: kanto: another process is writing to this store;"
                        + " java.io.IOException: training: is not to be removed",
                attempt.reason());
    }

    private Attempt run(Pruning... prunings) throws Exception {
        try (Database database = Database.openForServer(Settings.defaults().database(), state)) {
            Job prune = new PruneJob(List.of(prunings), database.clock());
            JobServer server =
                    JobServer.start(database, Settings.defaults().jobs(), state.resolve("logs"), List.of(prune));
            try {
                JobQueue.of(database).request(new Run(PruneJob.NAME, TIME), "test", true, Map.of());
                return ended(new AttemptStore(database.jdbi()));
            } finally {
                server.close();
            }
        }
    }

    private static Attempt ended(AttemptStore attempts) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Optional<Attempt> ended =
                    attempts.latest(PruneJob.NAME, TIME).filter(attempt -> attempt.outcome() != Outcome.RUNNING);
            if (ended.isPresent()) {
                return ended.get();
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new AssertionError("it did not end within " + PATIENCE);
    }
}
