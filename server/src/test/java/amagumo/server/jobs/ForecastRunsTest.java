package amagumo.server.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.store.FrameStore;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.Persistence;
import amagumo.server.database.TestDatabase;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.Kept;
import amagumo.server.forecast.KeptForecast;
import amagumo.server.forecast.RainStore;
import amagumo.server.jobs.task.ExportJob;
import amagumo.server.jobs.task.ForecastJob;
import amagumo.server.jobs.task.VerifyJob;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastRunsTest {

    private static final Instant BASE = Instant.parse("2024-03-01T00:20:00Z");

    @TempDir
    private Path directory;

    private final List<KeptForecast> made = Collections.synchronizedList(new ArrayList<>());

    private final Nowcaster failing = new Nowcaster() {
        @Override
        public String name() {
            return "failing";
        }

        @Override
        public Nowcast forecast(NowcastInput input) {
            throw new IllegalStateException("it cannot");
        }
    };

    @Test
    void whatOneNowcasterMadeIsSentAndComparedThoughAnotherFails() throws Exception {
        try (JobWorld world = runTwice(new Persistence(), failing)) {
            assertEquals(Set.of(BASE), made.stream().map(KeptForecast::baseTime).collect(Collectors.toSet()));
            assertEquals(List.of(BASE), times(world, ExportJob.NAME));
            assertEquals(List.of(BASE), times(world, VerifyJob.NAME), "not again for a retry");
        }
    }

    @Test
    void whereTheForecastFailsItsNewestFrameIsComparedWithEarlierOnes() throws Exception {
        try (JobWorld world = runTwice(failing)) {
            assertTrue(made.isEmpty());
            assertEquals(List.of(), times(world, ExportJob.NAME));
            assertEquals(List.of(BASE), times(world, VerifyJob.NAME), "not again for a retry");
        }
    }

    /** Runs a forecast that fails, and its first retry. */
    private JobWorld runTwice(Nowcaster... nowcasters) throws Exception {
        Path store = directory.resolve("store");
        RainStore.append(store, Instant.parse("2024-03-01T00:00:00Z"), 5);
        Forecasts forecasts = Kept.forecasts(FrameStore.open(store), directory.resolve("forecasts"), nowcasters);
        JobWorld world = new JobWorld(TestDatabase.SQLITE, directory.resolve("state"));
        world.start(
                new ForecastJob(
                        forecasts,
                        Optional::empty,
                        (forecast, storing) -> made.add(forecast),
                        List.of(ExportJob.NAME, VerifyJob.NAME)),
                TestJob.onRequest(ExportJob.NAME, attempt -> JobResult.succeeded("sent")),
                TestJob.onRequest(VerifyJob.NAME, attempt -> JobResult.succeeded("compared")));
        world.queue.request(new Run(ForecastJob.NAME, BASE), "test", true, Map.of());
        JobWorld.await(() -> failures(world) == 2);
        JobWorld.await(() -> world.is(VerifyJob.NAME, Outcome.SUCCEEDED));
        return world;
    }

    private static long failures(JobWorld world) {
        return world.attempts(ForecastJob.NAME).stream()
                .filter(attempt -> attempt.outcome() == Outcome.FAILED)
                .count();
    }

    private static List<Instant> times(JobWorld world, String job) {
        return world.attempts(job).stream().map(Attempt::nominalTime).toList();
    }
}
