package amagumo.server.forecast;

import amagumo.ingest.archive.ArchiveStream;
import amagumo.ingest.jma.BlockMosaic;
import amagumo.ingest.radar.RadarGrid;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.Nowcaster;
import amagumo.server.export.ForecastFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Forecasts of frames that somebody brings, one at a time, by the nowcasters that the service runs. So many wait; nothing is
 * kept. For several threads at once.
 */
public final class Predictions implements AutoCloseable {

    /** What the 250 m mosaic of Japan, the largest that is made, stays below. */
    private static final int MOST_A_SIDE = 1 << 14;

    private final Supplier<List<ServedNowcaster>> nowcasters;
    private final Instances instances;
    private final Supplier<Optional<RadarGrid>> served;
    private final Duration longest;
    private final Path scratch;
    private final Semaphore places;
    private final ExecutorService worker;

    /** Makes nowcasters like those of the service, which may not do two things at a time. */
    @FunctionalInterface
    public interface Instances {
        /** One for this alone, that is asked for one forecast after the other. */
        Nowcaster like(ServedNowcaster served) throws IOException;
    }

    /**
     * @param nowcasters what makes forecasts now, at least one; the first does unless another is asked for
     * @param instances of them for this alone
     * @param served the grid of the service's own frames, if it has some: frames as large, or of all Japan at 1 km, are forecast
     * @param scratch directory of the files that are made, which need not be there yet
     * @param waiting how many may wait for the one that is being made, at least 1
     * @param longest how long one may take, from when it begins; it is looked at between frames and between leads
     */
    public Predictions(
            Supplier<List<ServedNowcaster>> nowcasters,
            Instances instances,
            Supplier<Optional<RadarGrid>> served,
            Path scratch,
            int waiting,
            Duration longest) {
        this.nowcasters = nowcasters;
        this.instances = instances;
        this.served = served;
        this.longest = longest;
        this.scratch = scratch;
        this.places = new Semaphore(waiting + 1);
        this.worker = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, "predictions");
            made.setDaemon(true);
            return made;
        });
    }

    /** The nowcaster of a name, or the one that is shown where none is given, if it is run. */
    public Optional<ServedNowcaster> nowcaster(Optional<String> name) {
        return nowcasters.get().stream()
                .filter(served -> name.isEmpty() || served.id().equals(name.get()))
                .findFirst();
    }

    /** A place among those that wait or are made, to be closed; nothing if all are taken. */
    public Optional<Place> takePlace() {
        return places.tryAcquire() ? Optional.of(new Place()) : Optional.empty();
    }

    /** A place for one forecast, free again once that is made; or once it is closed, if none was asked for. For one thread. */
    public final class Place implements AutoCloseable {

        private boolean used;

        private Place() {}

        /**
         * Forecasts, once.
         *
         * @param files the five frames: radar files, or archives of them, by the names that errors call them by
         * @return a file that the caller removes; or it fails with an {@link IOException} that says what is wrong with the files,
         *     or with a {@link PredictionTimeoutException}
         * @throws RejectedExecutionException if nothing is made any more
         */
        public CompletableFuture<Path> predict(
                Map<String, byte[]> files, ServedNowcaster nowcaster, ForecastFormat format) {
            CompletableFuture<Path> predicted = new CompletableFuture<>();
            worker.execute(() -> {
                try {
                    Path made = make(files, nowcaster, format);
                    places.release();
                    predicted.complete(made);
                } catch (IOException | RuntimeException | Error e) {
                    places.release();
                    predicted.completeExceptionally(e);
                }
            });
            used = true;
            return predicted;
        }

        @Override
        public void close() {
            if (!used) {
                places.release();
            }
        }
    }

    private Path make(Map<String, byte[]> files, ServedNowcaster nowcaster, ForecastFormat format) throws IOException {
        long end = System.nanoTime() + longest.toNanos();
        Runnable goOn = () -> {
            if (System.nanoTime() - end >= 0) {
                throw new PredictionTimeoutException(longest);
            }
        };
        NowcastInput input;
        try (ArchiveStream stream = ArchiveStream.ofOctets(files)) {
            input = ForecastInputs.of(stream, new ForecastInputs.Bounds(mostCells(), MOST_A_SIDE, goOn));
        }
        Nowcaster own = instances.like(nowcaster);
        UnsuitableFramesException.requireFit(own, input.grid(), input.stepMinutes());
        Nowcast nowcast = own.forecast(input);
        Path file = Files.createTempFile(Files.createDirectories(scratch), "prediction", "");
        try {
            format.write(file, nowcast, "", lead -> goOn.run());
            return file;
        } catch (IOException | RuntimeException | Error e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private long mostCells() {
        return Math.max(
                BlockMosaic.GRID_1_KM.cells(),
                served.get().map(RadarGrid::cells).orElse(0L));
    }

    /** Ends; what waits is given up. */
    @Override
    public void close() {
        worker.shutdownNow();
    }
}
