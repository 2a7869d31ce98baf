package amagumo.server.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.store.FrameStore;
import amagumo.model.nowcast.Rover;
import amagumo.server.MadeRain;
import amagumo.server.cli.Amagumo;
import amagumo.server.database.TestDatabase;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.Kept;
import amagumo.server.jobs.task.VerifyJob;
import amagumo.server.verification.ForecastVerification;
import amagumo.server.verification.ScoreStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyRunsTest {

    private static final String JOB = VerifyJob.NAME;

    @TempDir
    private Path directory;

    @Test
    void runsThatBeginWhileOneComparesLeaveTheirBaseTimesToItAndHoldNoThread() throws Exception {
        Path store = storeOf(8);
        try (JobWorld world = new JobWorld(TestDatabase.SQLITE, directory.resolve("state"))) {
            FrameStore frames = FrameStore.open(store);
            Forecasts forecasts = Kept.forecasts(FrameStore.open(store), directory.resolve("forecasts"), new Rover());
            forecasts.make(MadeRain.time(4), () -> true);
            Duration reach = Duration.ofMinutes(MadeRain.STEP_MINUTES); // what is not named is not compared
            ForecastVerification verification =
                    new ForecastVerification(frames, forecasts, new ScoreStore(world.database.jdbi(), "store"), reach);
            world.start(new VerifyJob(verification, Optional::empty, world.database.clock()));

            synchronized (frames) { // the first run cannot look at the store
                request(world, Instant.EPOCH);
                JobWorld.await(() -> world.is(JOB, Outcome.RUNNING));
                for (int base = 4; base < 24; base++) { // more than there are threads
                    request(world, MadeRain.time(base));
                }
                JobWorld.await(() -> world.attempts(JOB).stream()
                                .filter(attempt -> attempt.outcome() == Outcome.SKIPPED)
                                .count()
                        == 20);
            }
            JobWorld.await(
                    () -> world.attempts(JOB).stream().noneMatch(attempt -> attempt.outcome() == Outcome.RUNNING));

            List<Attempt> attempts = world.attempts(JOB);
            Attempt first = attempts.get(attempts.size() - 1);
            assertEquals(Outcome.SUCCEEDED, first.outcome(), first::reason);
            int compared = 2 * 3; // by persistence and optical flow, the leads that have come
            assertTrue(first.reason().startsWith(compared + " leads"), first::reason);
            assertEquals(21, attempts.size());
        }
    }

    private static void request(JobWorld world, Instant base) {
        world.queue.request(new Run(JOB, base), "test", true, Map.of());
    }

    private Path storeOf(int frames) throws Exception {
        Path files = Files.createDirectory(directory.resolve("files"));
        MadeRain.write(files, frames);
        Path store = directory.resolve("store");
        assertEquals(0, Amagumo.commandLine().execute("ingest", files.toString(), "--store", store.toString()));
        return store;
    }
}
