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
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
    private Field newest;
    private MapWindow known;

    @Setup
    public void forecast() throws IOException {
        directory = Files.createTempDirectory("amagumo-bench");
        Path store = directory.resolve("store");
        JapanStore.write(store);
        forecasts = open();
        forecasts.make(forecasts.due().orElseThrow(), () -> true);
        tiles = new Tiles(forecasts);
        observed = forecasts.frames().byTime().values().stream()
                .<Field>map(
                        frame -> new Field.Observed(frame, forecasts.frames().grid()))
                .toList();
        newest = observed.get(observed.size() - 1);
        known = MapWindow.around(35.7, 139.7, 8, 256);
        tiles.draw(newest, known, PLAIN);
    }

    private Forecasts open() throws IOException {
        return new Forecasts(
                FrameStore.open(directory.resolve("store")),
                () -> List.of(ServedNowcaster.withoutModel(new Rover())),
                ForecastArchive.open(directory.resolve("forecasts")),
                Duration.ZERO,
                new Retention(Duration.ofDays(1), Long.MAX_VALUE),
                Clock.systemUTC(),
                ForecastListener.NONE);
    }

    /** A lead of a forecast of which nothing is in memory but its header: forecasts keep fields once they were read. */
    @State(Scope.Thread)
    public static class UnreadLead {

        private Forecasts forecasts;
        private Field field;

        @Setup(Level.Invocation)
        public void find(TileBenchmark all) throws IOException {
            forecasts = all.open();
            KeptForecast forecast = forecasts.latest().orElseThrow();
            field = new Field.Predicted(
                    forecast, 1 + all.random.nextInt(forecast.leads().size()));
        }
    }

    /** Nothing is in memory: the frame is decoded too. */
    @Benchmark
    public Picture observedWithNothingInMemory() throws IOException {
        return new Tiles(forecasts).draw(observed.get(random.nextInt(observed.size())), anywhere(256), PLAIN);
    }

    /** Nothing is in memory: the packed field is read, and the rows are unpacked. */
    @Benchmark
    public Picture predictedWithNothingInMemory(UnreadLead lead) throws IOException {
        return new Tiles(lead.forecasts).draw(lead.field, anywhere(256), PLAIN);
    }

    /** A tile that was not drawn before, of a frame that was looked at. */
    @Benchmark
    public Picture observedForTheFirstTime() throws IOException {
        return tiles.draw(newest, anywhere(256), PLAIN);
    }

    /** The same of four times the pixels. */
    @Benchmark
    public Picture observedOf512ForTheFirstTime() throws IOException {
        return tiles.draw(newest, anywhere(512), PLAIN);
    }

    /** The same of the largest size. */
    @Benchmark
    public Picture observedOf2048ForTheFirstTime() throws IOException {
        return tiles.draw(newest, anywhere(2048), PLAIN);
    }

    /** The same with values interpolated. */
    @Benchmark
    public Picture smoothForTheFirstTime() throws IOException {
        return tiles.draw(newest, anywhere(256), SMOOTH);
    }

    /** A tile that was drawn before. */
    @Benchmark
    public Picture again() throws IOException {
        return tiles.draw(newest, known, PLAIN);
    }

    private MapWindow anywhere(int edge) {
        return MapWindow.around(
                20 + 28 * random.nextDouble(), 118 + 32 * random.nextDouble(), 4 + random.nextInt(7), edge);
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
