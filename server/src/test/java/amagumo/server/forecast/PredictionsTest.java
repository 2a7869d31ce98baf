package amagumo.server.forecast;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.StoredFrame;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.Persistence;
import amagumo.server.export.ForecastFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How many predictions wait, and how long one may take. */
@Timeout(120)
class PredictionsTest {

    @TempDir
    private Path directory;

    /** Persistence that begins when it may. */
    private record Held(CountDownLatch begun, CountDownLatch may) implements Nowcaster {

        @Override
        public String name() {
            return "held";
        }

        @Override
        public Optional<String> mismatch(RadarGrid grid, int stepMinutes) {
            return Optional.empty();
        }

        @Override
        public Nowcast forecast(NowcastInput input) {
            begun.countDown();
            try {
                may.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new Persistence().forecast(input);
        }
    }

    @Test
    void oneIsMadeAtATimeAndOfThoseThatWaitSoManyAreTaken() throws Exception {
        Held held = new Held(new CountDownLatch(1), new CountDownLatch(1));
        ServedNowcaster served = ServedNowcaster.withoutModel(held);
        try (Predictions predictions =
                new Predictions(() -> List.of(served), ServedNowcaster::nowcaster, 1, Duration.ofMinutes(1))) {
            CompletableFuture<Path> first = predictions.predict(frames(), served, ForecastFormat.GRIB2);
            held.begun().await();
            CompletableFuture<Path> second = predictions.predict(frames(), served, ForecastFormat.GRIB2);
            assertThrows(
                    RejectedExecutionException.class,
                    () -> predictions.predict(frames(), served, ForecastFormat.GRIB2));
            held.may().countDown();
            for (CompletableFuture<Path> made : List.of(first, second)) {
                assertTrue(Files.size(made.get()) > 0);
                Files.delete(made.get());
            }
        }
    }

    @Test
    void oneThatTakesTooLongIsGivenUp() throws Exception {
        ServedNowcaster served = ServedNowcaster.withoutModel(new Persistence());
        try (Predictions predictions =
                new Predictions(() -> List.of(served), ServedNowcaster::nowcaster, 1, Duration.ZERO)) {
            CompletableFuture<Path> made = predictions.predict(frames(), served, ForecastFormat.NETCDF);
            ExecutionException failed = assertThrows(ExecutionException.class, () -> made.get(60, TimeUnit.SECONDS));
            assertInstanceOf(PredictionTimeoutException.class, failed.getCause());
        }
    }

    private Map<String, byte[]> frames() throws IOException {
        Path store = directory.resolve("store");
        if (!Files.isDirectory(store)) {
            RainStore.append(store, Instant.parse("2024-03-01T00:00:00Z"), 5);
        }
        Map<String, byte[]> frames = new HashMap<>();
        for (StoredFrame frame : FrameStore.open(store).frames().values()) {
            frames.put(frame.validTime().toString(), frame.message());
        }
        return frames;
    }
}
