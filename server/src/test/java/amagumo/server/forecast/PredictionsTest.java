package amagumo.server.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.grib.GribWriter;
import amagumo.ingest.grib.Identification;
import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.radar.LevelTable;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.StoredFrame;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.Persistence;
import amagumo.server.export.ForecastFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** Persistence whose leads take long. */
    private static final class Slow implements Nowcaster {

        @Override
        public String name() {
            return "slow";
        }

        @Override
        public Optional<String> mismatch(RadarGrid grid, int stepMinutes) {
            return Optional.empty();
        }

        @Override
        public Nowcast forecast(NowcastInput input) {
            return new Nowcast(name(), input.baseTime(), input.stepMinutes(), input.grid(), lead -> {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
                return input.last();
            });
        }
    }

    @Test
    void oneIsMadeAtATimeAndOfThoseThatWaitSoManyAreTaken() throws Exception {
        Held held = new Held(new CountDownLatch(1), new CountDownLatch(1));
        ServedNowcaster served = ServedNowcaster.withoutModel(held);
        try (Predictions predictions = predictions(served, Duration.ofMinutes(1))) {
            CompletableFuture<Path> first = predict(predictions, frames(), served, ForecastFormat.GRIB2);
            held.begun().await();
            CompletableFuture<Path> second = predict(predictions, frames(), served, ForecastFormat.GRIB2);
            assertTrue(predictions.takePlace().isEmpty());
            held.may().countDown();
            for (CompletableFuture<Path> made : List.of(first, second)) {
                assertTrue(Files.size(made.get()) > 0);
                Files.delete(made.get());
            }
            Predictions.Place place = predictions.takePlace().orElseThrow();
            predictions.takePlace().orElseThrow();
            place.close();
            assertTrue(predictions.takePlace().isPresent(), "of a client whose body was no good");
        }
    }

    @Test
    void oneThatTakesTooLongIsGivenUpBeforeAFrameIsDecodedToo() throws Exception {
        Held held = new Held(new CountDownLatch(1), new CountDownLatch(1));
        ServedNowcaster served = ServedNowcaster.withoutModel(held);
        try (Predictions predictions = predictions(served, Duration.ZERO)) {
            CompletableFuture<Path> made = predict(predictions, frames(), served, ForecastFormat.NETCDF);
            assertInstanceOf(PredictionTimeoutException.class, failure(made));
            assertEquals(1, held.begun().getCount(), "nothing was forecast");
        }
        ServedNowcaster persistence = ServedNowcaster.withoutModel(new Slow());
        try (Predictions predictions = predictions(persistence, Duration.ofSeconds(1))) {
            CompletableFuture<Path> made = predict(predictions, frames(), persistence, ForecastFormat.NETCDF);
            assertInstanceOf(PredictionTimeoutException.class, failure(made));
        }
    }

    @Test
    void framesAreCountedBeforeOneIsDecoded() throws Exception {
        ServedNowcaster served = ServedNowcaster.withoutModel(new Persistence());
        byte[] damaged = frames().values().iterator().next();
        Arrays.fill(
                damaged, damaged.length - 10, damaged.length - 4, (byte) 0xFF); // data, looked at when it is decoded
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        for (int i = 0; i <= NowcastInput.FRAMES; i++) {
            many.writeBytes(damaged);
        }
        try (Predictions predictions = predictions(served, Duration.ofMinutes(1))) {
            Throwable tooMany =
                    failure(predict(predictions, Map.of("body", many.toByteArray()), served, ForecastFormat.GRIB2));
            assertEquals("there are more than 5 frames of rain", tooMany.getMessage());
            Throwable one = failure(predict(predictions, Map.of("body", damaged), served, ForecastFormat.GRIB2));
            assertInstanceOf(MalformedGribException.class, one);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4096, 2101, false, 'body: a frame of 4096 x 2101 cells; at most 8601600 are forecast, 16384 a side'",
        "1, 16385, true, 'body: a frame of 1 x 16385 cells; at most 8605696 are forecast, 16384 a side'",
        "4096, 2101, true, '1 frames of rain instead of 5'",
    })
    void framesThatWouldTakeMuchMemoryAreRefusedUnlessThoseOfTheServiceAreAsLarge(
            int columns, int rows, boolean serviceHasLarge, String reason) throws Exception {
        RadarGrid large = new RadarGrid(4096, 2101, 45, 120, 0.01, 0.005);
        ServedNowcaster served = ServedNowcaster.withoutModel(new Persistence());
        try (Predictions predictions = new Predictions(
                () -> List.of(served),
                ServedNowcaster::nowcaster,
                () -> serviceHasLarge ? Optional.of(large) : Optional.empty(),
                directory.resolve("made"),
                1,
                Duration.ofMinutes(1))) {
            byte[] frame = dry(new RadarGrid(columns, rows, 45, 120, 0.001, 0.005));
            assertTrue(frame.length < 100_000, "it is much larger than it looks");
            assertEquals(
                    reason,
                    failure(predict(predictions, Map.of("body", frame), served, ForecastFormat.GRIB2))
                            .getMessage());
        }
    }

    private static byte[] dry(RadarGrid grid) {
        Instant time = Instant.parse("2024-03-01T00:00:00Z");
        byte[] levels = new byte[(int) grid.cells()];
        Arrays.fill(levels, (byte) 1);
        return GribWriter.write(
                Identification.jmaAnalysis(time),
                ProductDefinition.observedRain(203, time, 5),
                new RadarFrame(time, 5, grid, new LevelTable(2, new int[] {0, 100}), Levels.ofBytes(levels)),
                8);
    }

    private Predictions predictions(ServedNowcaster served, Duration longest) {
        return new Predictions(
                () -> List.of(served),
                ServedNowcaster::nowcaster,
                Optional::empty,
                directory.resolve("made"),
                1,
                longest);
    }

    private static CompletableFuture<Path> predict(
            Predictions predictions, Map<String, byte[]> files, ServedNowcaster nowcaster, ForecastFormat format) {
        return predictions.takePlace().orElseThrow().predict(files, nowcaster, format);
    }

    private static Throwable failure(CompletableFuture<Path> made) {
        return assertThrows(ExecutionException.class, () -> made.get(60, TimeUnit.SECONDS))
                .getCause();
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
