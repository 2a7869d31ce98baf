package amagumo.ingest.store;

import amagumo.ingest.file.Directories;
import amagumo.ingest.radar.BoundingBox;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The one writer of a store. It holds the store's lock from {@link #open} to {@link #close}. Not safe for use by
 * several threads.
 */
public final class StoreWriter implements Closeable {

    private static final int OPEN_DAYS = 16;

    private final Path directory;
    private final StoreLock lock;
    private final Optional<BoundingBox> box;
    private final ClockBound clock;
    private final Map<DayFile, DayLog> days = new HashMap<>();
    private Optional<StoreDescription> description = Optional.empty();
    private Optional<Beat> beat = Optional.empty();

    private StoreWriter(Path directory, StoreLock lock, Optional<BoundingBox> box, ClockBound clock) {
        this.directory = directory;
        this.lock = lock;
        this.box = box;
        this.clock = clock;
    }

    /**
     * Takes the lock of a store, creating the store if it is not there.
     *
     * @param box what is cut out of incoming frames, noted in a new store; empty for all of them
     * @param clock how far frames may be ahead of which clock
     * @throws StoreException if another writer has the lock, or the store's description is damaged
     * @throws IOException if the directory cannot be written
     */
    public static StoreWriter open(Path directory, Optional<BoundingBox> box, ClockBound clock) throws IOException {
        Directories.create(directory);
        StoreWriter writer = new StoreWriter(directory, StoreLock.take(directory), box, clock);
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

    /** Does the same with {@link ClockBound#ofThisMachine()}. */
    public static StoreWriter open(Path directory, Optional<BoundingBox> box) throws IOException {
        return open(directory, box, ClockBound.ofThisMachine());
    }

    /**
     * Stores frames. Once this returns, those reported as stored survive the process being killed and the loss of
     * power. The first frame of a store fixes its product, step and grid, and which times are whole steps from it;
     * frames that do not fit these, or are too far ahead of the clock, are refused.
     *
     * @param frames in the order in which they count
     * @param replace whether other content for a stored time replaces it or is refused
     * @return what became of each frame, in their order
     * @throws IOException if the disk fails; frames that are not on it count as never offered
     */
    public List<AppendResult> append(List<EncodedFrame> frames, boolean replace) throws IOException {
        List<AppendResult> results = new ArrayList<>(Collections.nCopies(frames.size(), new AppendResult.Stored()));
        Map<DayFile, List<Integer>> byDay = new TreeMap<>(DayFile.BY_DAY);
        for (int i = 0; i < frames.size(); i++) {
            EncodedFrame frame = frames.get(i);
            Optional<String> refusal = refusal(frame);
            if (refusal.isPresent()) {
                results.set(i, new AppendResult.Refused(refusal.get()));
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

    private Optional<String> refusal(EncodedFrame frame) throws IOException {
        Optional<String> ahead = clock.refusal(frame.validTime());
        if (ahead.isPresent()) {
            return ahead;
        }
        Optional<String> mismatch = describe(frame).mismatch(frame);
        return mismatch.isPresent() ? mismatch : beat(frame).refusal(frame.validTime());
    }

    /**
     * The beat of most frames of the first day that has any, so that a stray frame does not decide it; a store without
     * frames takes the beat of its next one.
     */
    private Beat beat(EncodedFrame next) throws IOException {
        if (beat.isEmpty()) {
            for (DayFile day : DayFile.in(directory)) {
                List<StoredMessage> messages =
                        day.load(description.orElseThrow()).messages();
                beat = Beat.ofMost(StoredMessage.counting(messages).keySet(), next.stepMinutes());
                if (beat.isPresent()) {
                    return beat.get();
                }
            }
            beat = Optional.of(Beat.of(next.validTime(), next.stepMinutes()));
        }
        return beat.get();
    }

    /**
     * Removes frames from the store. Once this returns, they stay removed even if the process is killed or power is
     * lost; their times can be stored again.
     *
     * @param times valid times
     * @return those of them that had a frame, ascending
     * @throws IOException if the disk fails
     */
    public List<Instant> remove(Collection<Instant> times) throws IOException {
        Map<DayFile, List<Instant>> byDay = new TreeMap<>(DayFile.BY_DAY);
        for (Instant time : new TreeSet<>(times)) {
            byDay.computeIfAbsent(DayFile.of(directory, time), day -> new ArrayList<>())
                    .add(time);
        }
        List<Instant> removed = new ArrayList<>();
        for (Map.Entry<DayFile, List<Instant>> day : byDay.entrySet()) {
            if (description.isPresent() && Files.exists(day.getKey().file())) {
                removed.addAll(log(day.getKey()).remove(day.getValue(), description.get()));
            }
        }
        beat = Optional.empty(); // the removed frames may have been all that determined it
        return removed;
    }

    /** The days that have frames, oldest first, and what each takes of the disk. */
    public List<StoredDay> days() throws IOException {
        List<StoredDay> found = new ArrayList<>();
        for (DayFile day : DayFile.in(directory)) {
            DayFile.Stamp stamp = day.stamp();
            found.add(new StoredDay(day.day(), stamp.size() + Math.max(0, stamp.indexSize())));
        }
        return found;
    }

    /**
     * Takes all frames of a day out of the store and gives back what they took of the disk, unlike {@link #remove}. A crash
     * leaves the day as it was, or none of it. Who reads a frame of it meanwhile fails.
     *
     * @throws IOException if the disk fails
     */
    public void drop(LocalDate day) throws IOException {
        closeDays();
        DayFile file = new DayFile(directory, day);
        Files.deleteIfExists(file.index()); // which is made again if the file is still there
        Files.deleteIfExists(file.file());
        Directories.sync(directory);
        beat = Optional.empty();
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
            StoreDescription fixed = StoreDescription.of(first, box, Optional.empty());
            fixed.write(directory);
            description = Optional.of(fixed);
        }
        return description.get();
    }

    /** Releases the lock. */
    @Override
    public void close() throws IOException {
        try {
            closeDays();
        } finally {
            lock.close();
        }
    }
}
