package amagumo.ingest.store;

import amagumo.ingest.file.Directories;
import amagumo.ingest.grib.GribReader;
import amagumo.ingest.radar.BoundingBox;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The one writer of a store. It holds the store's lock from {@link #open} to {@link #close}. Not for several threads.
 */
public final class StoreWriter implements Closeable {

    private static final int OPEN_DAYS = 16;

    private final Path directory;
    private final StoreLock lock;
    private final Optional<BoundingBox> box;
    private final Map<DayFile, DayLog> days = new HashMap<>();
    private Optional<StoreDescription> description = Optional.empty();

    private StoreWriter(Path directory, StoreLock lock, Optional<BoundingBox> box) {
        this.directory = directory;
        this.lock = lock;
        this.box = box;
    }

    /**
     * Takes the lock of a store, which is made if it is not there.
     *
     * @param box what is cut out of what comes in, noted in a new store; empty for all of it
     * @throws StoreException if another writer has the lock, or the store's description is damaged
     * @throws IOException if the directory cannot be written
     */
    public static StoreWriter open(Path directory, Optional<BoundingBox> box) throws IOException {
        Directories.create(directory);
        StoreWriter writer = new StoreWriter(directory, StoreLock.take(directory), box);
        try {
            if (StoreDescription.existsIn(directory)) {
                writer.description = Optional.of(StoreDescription.read(directory));
            }
            return writer;
        } catch (IOException e) {
            writer.close();
            throw e;
        }
    }

    /**
     * Stores frames. Once this returns, those that it says are stored survive a kill of the process and the loss of
     * power. The first frame of a store fixes its product, step and grid.
     *
     * @param frames in the order in which they count
     * @param replace whether other content for a stored time counts instead of it, or is refused
     * @return what became of each frame, in their order
     * @throws IOException if the disk fails; what is not on it counts as never offered
     */
    public List<AppendResult> append(List<EncodedFrame> frames, boolean replace) throws IOException {
        List<AppendResult> results = new ArrayList<>(Collections.nCopies(frames.size(), new AppendResult.Stored()));
        Map<DayFile, List<Integer>> byDay = new TreeMap<>(DayFile.BY_DAY);
        for (int i = 0; i < frames.size(); i++) {
            EncodedFrame frame = frames.get(i);
            Optional<String> mismatch = describe(frame).mismatch(frame);
            if (mismatch.isPresent()) {
                results.set(i, new AppendResult.Refused(mismatch.get()));
            } else {
                byDay.computeIfAbsent(DayFile.of(directory, frame.validTime()), day -> new ArrayList<>())
                        .add(i);
            }
        }
        for (Map.Entry<DayFile, List<Integer>> day : byDay.entrySet()) {
            List<AppendResult> ofDay = log(day.getKey())
                    .append(day.getValue().stream().map(frames::get).toList(), replace);
            for (int i = 0; i < ofDay.size(); i++) {
                results.set(day.getValue().get(i), ofDay.get(i));
            }
        }
        return results;
    }

    private DayLog log(DayFile day) throws IOException {
        if (!days.containsKey(day)) {
            if (days.size() >= OPEN_DAYS) {
                closeDays();
            }
            days.put(day, DayLog.open(day, description.orElseThrow()));
        }
        return days.get(day);
    }

    private void closeDays() throws IOException {
        for (DayLog day : days.values()) {
            day.close();
        }
        days.clear();
    }

    private StoreDescription describe(EncodedFrame first) throws IOException {
        if (description.isEmpty()) {
            // As its message says, so that every reader sees the same corners.
            StoreDescription fixed = new StoreDescription(
                    first.category(),
                    first.parameter(),
                    first.stepMinutes(),
                    GribReader.read("", first.message()).get(0).grid(),
                    box);
            fixed.write(directory);
            description = Optional.of(fixed);
        }
        return description.get();
    }

    /** Gives the lock back. */
    @Override
    public void close() throws IOException {
        try {
            closeDays();
        } finally {
            lock.close();
        }
    }
}
