package amagumo.server.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import amagumo.server.database.TestDatabase;
import amagumo.server.jobs.task.PruneJob;
import amagumo.server.retention.Pruning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruneRunsTest {

    @TempDir
    private Path state;

    @Test
    void whatWasRemovedIsSaid() throws Exception {
        assertPruned(
                Outcome.SUCCEEDED,
                "3 forecasts, 1 logs removed",
                now -> Pruning.counted(3, "forecasts"),
                now -> Optional.empty(),
                now -> Pruning.counted(1, "logs"));
    }

    @Test
    void whatCannotBeRemovedKeepsNothingElseFromBeingRemoved() throws Exception {
        assertPruned(
                Outcome.FAILED,
                "3 forecasts removed; not all: kanto: another process is writing to this store;"
                        + " java.io.IOException: training: is not to be removed",
                now -> {
                    throw new IOException("kanto: another process is writing to this store");
                },
                now -> {
                    throw new UncheckedIOException(new IOException("training: is not to be removed"));
                },
                now -> Pruning.counted(3, "forecasts"));
    }

    @Test
    void nothingMoreIsRemovedOnceTheLeaseIsLost() throws Exception {
        AtomicBoolean removed = new AtomicBoolean();
        try (JobWorld world = new JobWorld(TestDatabase.SQLITE, state)) {
            Leases leases = new Leases(world.database.jdbi(), world.database.clock());
            world.start(new PruneJob(
                    List.of(
                            now -> {
                                leases.revoke(new Run(PruneJob.NAME, JobWorld.TIME), "another server took over");
                                return Optional.empty();
                            },
                            now -> {
                                removed.set(true);
                                return Optional.empty();
                            }),
                    world.database.clock()));
            world.queue.request(new Run(PruneJob.NAME, JobWorld.TIME), "test", true, Map.of());
            JobWorld.await(() -> world.is(PruneJob.NAME, Outcome.LOST_LEASE));
        } // which waits for the attempt
        assertFalse(removed.get());
    }

    private void assertPruned(Outcome outcome, String reason, Pruning... prunings) throws Exception {
        try (JobWorld world = new JobWorld(TestDatabase.SQLITE, state)) {
            world.start(new PruneJob(List.of(prunings), world.database.clock()));
            world.queue.request(new Run(PruneJob.NAME, JobWorld.TIME), "test", true, Map.of());
            JobWorld.await(() -> world.is(PruneJob.NAME, outcome));
            assertEquals(reason, world.attempts(PruneJob.NAME).get(0).reason());
        }
    }
}
