package amagumo.server.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import amagumo.ingest.store.FrameStore;
import amagumo.model.nowcast.Persistence;
import amagumo.server.database.TestDatabase;
import amagumo.server.destination.Deliveries;
import amagumo.server.destination.Delivery;
import amagumo.server.destination.Destination;
import amagumo.server.destination.ForecastExport;
import amagumo.server.destination.ForecastId;
import amagumo.server.export.ForecastFormat;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.Kept;
import amagumo.server.forecast.KeptForecast;
import amagumo.server.forecast.RainStore;
import amagumo.server.jobs.task.ExportJob;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportRunsTest {

    private static final Instant BASE = Instant.parse("2024-03-01T00:20:00Z");

    @TempDir
    private Path directory;

    @Test
    void whatBecameOfADeliveryIsNotStoredByAnAttemptThatLostItsLeaseMeanwhile() throws Exception {
        Path store = directory.resolve("store");
        RainStore.append(store, Instant.parse("2024-03-01T00:00:00Z"), 5);
        Forecasts forecasts = Kept.forecasts(FrameStore.open(store), directory.resolve("forecasts"), new Persistence());
        Kept.refresh(forecasts);
        KeptForecast forecast = forecasts.latest().orElseThrow();
        ForecastId id = new ForecastId(BASE, forecast.header().nowcaster(), forecast.version());
        try (JobWorld world = new JobWorld(TestDatabase.SQLITE, directory.resolve("state"))) {
            Leases leases = new Leases(world.database.jdbi(), world.database.clock());
            Destination slow = (name, file) -> leases.revoke(new Run(ExportJob.NAME, BASE), "another server took over");
            Deliveries deliveries = new Deliveries(world.database.jdbi());
            ForecastExport export = new ForecastExport(
                    List.of(new ForecastExport.Target("slow", List.of(ForecastFormat.NETCDF), slow)),
                    deliveries,
                    directory.resolve("scratch"),
                    world.database.clock());
            JobServer server = world.start(new ExportJob(forecasts, export, Optional::empty, Optional.empty()));
            world.queue.request(new Run(ExportJob.NAME, BASE), "test", true, Map.of());
            JobWorld.await(() -> world.is(ExportJob.NAME, Outcome.LOST_LEASE));
            server.close(); // which waits for the attempt
            Delivery left = deliveries.of(id).get(0);
            assertEquals(Delivery.State.WAITING, left.state());
            assertEquals(0, left.attempts());
        }
    }
}
