package amagumo.model.train;

import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.window.LastingSplit;
import amagumo.ingest.window.Split;
import amagumo.ingest.window.Window;
import amagumo.ingest.window.WindowIndex;
import amagumo.ingest.window.WindowSpec;
import amagumo.model.file.ModelMetadata;
import amagumo.model.file.TrainingData;
import amagumo.model.file.TrainingPeriod;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A store and what training may do with its windows.
 *
 * @param name what reports and the model file call it; never a path
 * @param store where the frames are
 * @param times valid times of the frames that this training uses, ascending: the store may grow meanwhile
 * @param training windows to learn from, possibly none
 * @param validation windows to choose the best weights by, possibly none
 */
public record TrainingStore(
        String name, FrameStore store, List<Instant> times, List<Window> training, List<Window> validation) {

    public TrainingStore {
        times = List.copyOf(times);
        training = List.copyOf(training);
        validation = List.copyOf(validation);
    }

    /**
     * Opens a store to learn from, and to validate on, as {@link Split} divides it.
     *
     * @param notes gets what the reader should know of damage and of the division, one sentence each
     */
    public static TrainingStore split(Path directory, String name, Consumer<String> notes) throws IOException {
        FrameStore store = FrameStore.open(directory);
        store.verify().forEach(notes); // a damaged frame costs its windows, not the training run
        Split split = Split.of(windows(store));
        split.notes().forEach(notes);
        return new TrainingStore(name, store, store.times(), split.train(), split.validation());
    }

    /** Opens a store that uses all its windows for learning. */
    public static TrainingStore whole(Path directory, String name) throws IOException {
        FrameStore store = FrameStore.open(directory);
        return new TrainingStore(name, store, store.times(), windows(store).windows(), List.of());
    }

    /** Opens a store that uses all its windows for validation: an event that training never sees. */
    public static TrainingStore heldOut(Path directory, String name) throws IOException {
        FrameStore store = FrameStore.open(directory);
        return new TrainingStore(
                name, store, store.times(), List.of(), windows(store).windows());
    }

    /**
     * Opens the part of a store that lies in a period, as a lasting split divides it; what is for test is left alone.
     *
     * @param from the earliest valid time
     * @param to the latest valid time
     * @throws UnsuitableStoreException if there is no window to learn from
     */
    public static TrainingStore recent(Path directory, String name, Instant from, Instant to, LastingSplit split)
            throws IOException {
        FrameStore store = FrameStore.open(directory);
        List<Instant> times = store.times().stream()
                .filter(time -> !time.isBefore(from) && !time.isAfter(to))
                .toList();
        Split parts = split.of(WindowIndex.of(store, WindowSpec.all(store.stepMinutes())).windows().stream()
                .filter(window ->
                        !window.first().isBefore(from) && !window.last().isAfter(to))
                .toList());
        if (parts.train().isEmpty()) {
            throw new UnsuitableStoreException(
                    directory.toString(), "has no window to learn from between %s and %s".formatted(from, to));
        }
        return new TrainingStore(name, store, times, parts.train(), parts.validation());
    }

    /**
     * The periods of the frames that affect the weights: those learnt from, and those by which the best weights are
     * chosen.
     */
    public List<TrainingPeriod> periods() {
        return TrainingPeriod.merged(Stream.concat(training.stream(), validation.stream())
                .map(window -> new TrainingPeriod(window.first(), window.last()))
                .toList());
    }

    private static WindowIndex windows(FrameStore store) throws IOException {
        WindowIndex index = WindowIndex.of(store, WindowSpec.all(store.stepMinutes()));
        if (index.windows().isEmpty()) {
            throw new UnsuitableStoreException(
                    store.directory().toString(), "has no %d frames without a gap".formatted(WindowSpec.LENGTH));
        }
        return index;
    }

    /**
     * Makes sure that a training can learn from the stores and forecast all of them.
     *
     * @throws UnsuitableStoreException if the grid of one is smaller than a sample, or its steps or cells differ too much
     */
    static void requireSuitable(List<TrainingStore> stores, TrainingConfig config) throws UnsuitableStoreException {
        ModelMetadata model = Descriptions.ofCandidate(config, data(stores), 0);
        for (TrainingStore each : stores) {
            each.requireCrop(config.cropCells());
            Optional<String> mismatch = model.mismatch(each.store.grid(), each.store.stepMinutes());
            if (mismatch.isPresent()) {
                throw new UnsuitableStoreException(each.store.directory().toString(), mismatch.get());
            }
        }
    }

    private void requireCrop(int cells) throws UnsuitableStoreException {
        RadarGrid grid = store.grid();
        if (!training.isEmpty() && Math.min(grid.nx(), grid.ny()) < cells) {
            throw new UnsuitableStoreException(
                    store.directory().toString(),
                    "has %d x %d cells, too few for samples of %d x %d".formatted(grid.nx(), grid.ny(), cells, cells));
        }
    }

    /** What a model file says about the stores. */
    static List<TrainingData> data(List<TrainingStore> stores) {
        return stores.stream().map(TrainingStore::data).toList();
    }

    /** What a model file says about this store. */
    public TrainingData data() {
        return new TrainingData(
                name,
                store.grid().ny(),
                store.grid().nx(),
                TrainingData.cellKm(store.grid()),
                store.stepMinutes(),
                times.get(0),
                times.get(times.size() - 1),
                times.size(),
                training.size(),
                validation.size());
    }
}
