package amagumo.bench.tiles;

import amagumo.ingest.store.FrameStore;
import amagumo.model.nowcast.Rover;
import amagumo.server.forecast.ForecastListener;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.KeptForecast;
import amagumo.server.forecast.Picture;
import amagumo.server.forecast.ServedNowcaster;
import amagumo.server.forecast.file.ForecastArchive;
import amagumo.server.forecast.file.Retention;
import amagumo.server.render.MapWindow;
import amagumo.server.render.Palette;
import amagumo.server.tiles.Field;
import amagumo.server.tiles.TileStyle;
import amagumo.server.tiles.Tiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Tiles of all Japan (2560 x 3360 cells) at zooms 4 to 10, anywhere on the grid, on one thread: each drawn for the first time
 * with nothing in memory, with fields in memory, and asked for again. Run in a folder beside {@code shared/}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx2g"})
public class TileBenchmark {

    private static final TileStyle PLAIN = new TileStyle(Palette.JMA, false);
    private static final TileStyle SMOOTH = new TileStyle(Palette.JMA, true);

    private final Random random = new Random(11);
    private Path directory;
    private Forecasts forecasts;
    private Tiles tiles;
    private List<Field> observed;
    private List<Field> predicted;
    private Field newest;
    private MapWindow known;

    @Setup
    public void forecast() throws IOException {
        directory = Files.createTempDirectory("amagumo-bench");
        Path store = directory.resolve("store");
        JapanStore.write(store);
        forecasts = new Forecasts(
                FrameStore.open(store),
                () -> List.of(ServedNowcaster.withoutModel(new Rover())),
                ForecastArchive.open(directory.resolve("forecasts")),
                Duration.ZERO,
                new Retention(Duration.ofDays(1), Long.MAX_VALUE),
                Clock.systemUTC(),
                ForecastListener.NONE);
        forecasts.refresh();
        KeptForecast forecast = forecasts.latest().orElseThrow();
        tiles = new Tiles(forecasts);
        predicted = new ArrayList<>();
        for (int lead = 1; lead <= forecast.leads().size(); lead++) {
            predicted.add(new Field.Predicted(forecast, lead));
        }
        observed = forecasts.frames().byTime().values().stream()
                .<Field>map(
                        frame -> new Field.Observed(frame, forecasts.frames().grid()))
                .toList();
        newest = observed.get(observed.size() - 1);
        known = MapWindow.around(35.7, 139.7, 8, 256);
        tiles.draw(newest, known, PLAIN);
    }

    /** Nothing is in memory: the frame is decoded too. */
    @Benchmark
    public Picture observedWithNothingInMemory() throws IOException {
        return new Tiles(forecasts).draw(any(observed), anywhere(), PLAIN);
    }

    /** Nothing is in memory: the packed field is read, and the rows are unpacked. */
    @Benchmark
    public Picture predictedWithNothingInMemory() throws IOException {
        return new Tiles(forecasts).draw(any(predicted), anywhere(), PLAIN);
    }

    /** A tile that was not drawn before, of a frame that was looked at. */
    @Benchmark
    public Picture observedForTheFirstTime() throws IOException {
        return tiles.draw(newest, anywhere(), PLAIN);
    }

    /** The same with values interpolated. */
    @Benchmark
    public Picture smoothForTheFirstTime() throws IOException {
        return tiles.draw(newest, anywhere(), SMOOTH);
    }

    /** A tile that was drawn before. */
    @Benchmark
    public Picture again() throws IOException {
        return tiles.draw(newest, known, PLAIN);
    }

    private Field any(List<Field> fields) {
        return fields.get(random.nextInt(fields.size()));
    }

    private MapWindow anywhere() {
        return MapWindow.around(
                20 + 28 * random.nextDouble(), 118 + 32 * random.nextDouble(), 4 + random.nextInt(7), 256);
    }

    @TearDown
    public void delete() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
