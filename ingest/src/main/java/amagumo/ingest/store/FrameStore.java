package amagumo.ingest.store;

import amagumo.ingest.file.Directories;
import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.store.StoreSnapshot.Day;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Reads the frames of one domain: at most one for each valid time, all of one product, step and grid. Opening reads
 * message headers but no data. A reader writes nothing, takes no lock and may be used by many threads; it shows what
 * was stored when it was opened or last {@linkplain #refresh() refreshed}, whatever a writer does meanwhile.
 */
public final class FrameStore {

    private final Path directory;
    private volatile Optional<StoreDescription> description;
    private final ShownFrames shown = new ShownFrames();

    private FrameStore(Path directory, Optional<StoreDescription> description) {
        this.directory = directory;
        this.description = description;
    }

    /**
     * Opens a store.
     *
     * @throws StoreException if the directory is not a store
     * @throws IOException if it cannot be read
     */
    public static FrameStore open(Path directory) throws IOException {
        FrameStore store = new FrameStore(directory, Optional.of(StoreDescription.read(directory)));
        store.refresh();
        return store;
    }

    /**
     * Opens a store that may not exist yet, because the first frame, which determines what it holds, has not arrived:
     * until a {@link #refresh} finds it, it has no frames and no description.
     *
     * @throws IOException if an existing store cannot be read
     */
    public static FrameStore openOrAwait(Path directory) throws IOException {
        FrameStore store = new FrameStore(directory, Optional.empty());
        store.refresh();
        return store;
    }

    /**
     * Opens a store, creating it if it is not there, so that it can be read before its first frame arrives.
     *
     * @param description the description of the store
     * @throws StoreException if the existing store has another description
     * @throws IOException if it cannot be read or created
     */
    public static FrameStore openOrMake(Path directory, StoreDescription description) throws IOException {
        Directories.create(directory);
        if (!StoreDescription.existsIn(directory)) {
            StoreLock lock = StoreLock.take(directory);
            try {
                description.write(directory);
            } finally {
                lock.close();
            }
        }
        FrameStore store = open(directory);
        if (!store.description().equals(description)) {
            throw new StoreException(directory, "the store holds another kind of frames than those to be stored in it");
        }
        return store;
    }

    /** The directory of the store. */
    public Path directory() {
        return directory;
    }

    /** Whether the store existed when it was last looked at. */
    public boolean isThere() {
        return description.isPresent();
    }

    /**
     * What all frames have in common.
     *
     * @throws IllegalStateException if the store is still awaited
     */
    public StoreDescription description() {
        return description.orElseThrow(
                () -> new IllegalStateException("there is no store in %s yet".formatted(directory)));
    }

    /** Where the cells of every frame lie. */
    public RadarGrid grid() {
        return description().grid();
    }

    /** Length of every frame's interval; frames without a gap are this far apart. */
    public int stepMinutes() {
        return description().stepMinutes();
    }

    /** The valid times of all frames, ascending. */
    public List<Instant> times() {
        return shown.now().times();
    }

    /** Whether there is a frame for a valid time. */
    public boolean contains(Instant time) {
        return shown.now().frames().containsKey(time);
    }

    /**
     * The frames by valid time as they are now: a view that does not change when the store does, for callers that need
     * several frames from one moment.
     */
    public NavigableMap<Instant, StoredFrame> frames() {
        return shown.now().frames();
    }

    /** The frame for a valid time, if there is one. */
    public Optional<StoredFrame> find(Instant time) {
        return Optional.ofNullable(shown.now().frames().get(time));
    }

    /**
     * The frame for a valid time.
     *
     * @throws NoSuchElementException if there is no frame for that time
     */
    public StoredFrame frame(Instant time) {
        return find(time)
                .orElseThrow(() -> new NoSuchElementException("no frame of %s in %s".formatted(time, directory)));
    }

    /**
     * The share of a frame's non-missing cells at 0.5 mm/h or more, 0 where all are missing.
     *
     * @throws NoSuchElementException if there is no frame for that time
     */
    public float wetFraction(Instant time) {
        return frame(time).wetFraction();
    }

    /**
     * Decodes a frame.
     *
     * @throws MalformedGribException if its message has been damaged since it was stored
     * @throws NoSuchElementException if there is no frame for that time
     */
    public RadarFrame read(Instant time) throws IOException {
        return frame(time).read(grid().allCells());
    }

    /**
     * Decodes part of a frame.
     *
     * @throws MalformedGribException if its message has been damaged since it was stored
     * @throws NoSuchElementException if there is no frame for that time
     * @throws IllegalArgumentException if the box is not inside the grid
     */
    public RadarFrame read(Instant time, CellBox box) throws IOException {
        return frame(time).read(box);
    }

    /**
     * The GRIB2 message of a frame as it is stored.
     *
     * @throws MalformedGribException if it has been damaged since it was stored
     * @throws NoSuchElementException if there is no frame for that time
     */
    public byte[] message(Instant time) throws IOException {
        return frame(time).message();
    }

    /**
     * Takes in what writers have done since.
     *
     * @return which times now have other frames than before
     */
    public synchronized StoreChanges refresh() throws IOException {
        if (description.isEmpty()) {
            if (!StoreDescription.existsIn(directory)) {
                return StoreChanges.NONE;
            }
            description = Optional.of(StoreDescription.read(directory));
        }
        return shown.update(this::look);
    }

    private Map<DayFile, Day> look(Map<DayFile, Day> before) throws IOException {
        Map<DayFile, Day> now = new TreeMap<>(DayFile.BY_DAY);
        for (DayFile file : DayFile.in(directory)) {
            try {
                now.put(file, look(file, Optional.ofNullable(before.get(file))));
            } catch (NoSuchFileException e) {
                // dropped since it was listed
            }
        }
        return now;
    }

    /**
     * A day as it is now.
     *
     * @param known as it was, if it was there
     */
    private Day look(DayFile file, Optional<Day> known) throws IOException {
        DayFile.Stamp stamp = file.stamp();
        if (known.isPresent() && known.get().stamp().equals(stamp)) {
            return known.get();
        }
        Day now = new Day(stamp, file.load(description()).messages());
        return known.isPresent() ? now.remembering(known.get()) : now;
    }

    /**
     * Reads every message once and leaves out, from now on, those that do not match their checksum.
     *
     * @return one sentence for each frame lost to damage, found now or before, saying where it lies: the newest message
     *     for its time is damaged
     */
    public synchronized List<String> verify() throws IOException {
        check(frame -> true);
        List<String> lost = new ArrayList<>();
        shown.now().days().forEach((file, day) -> StoredMessage.lost(day.messages())
                .forEach(message ->
                        lost.add(new StoredFrame(file, message).damage().getMessage())));
        return lost;
    }

    /**
     * Reads the messages of the given frames and leaves out, from now on, those that do not match their checksum.
     *
     * @return one sentence for each message found damaged now, saying where it lies
     */
    public synchronized List<String> verify(Collection<StoredFrame> frames) throws IOException {
        return check(frames::contains);
    }

    private List<String> check(Predicate<StoredFrame> chosen) throws IOException {
        List<String> found = new ArrayList<>();
        shown.update(days -> {
            Map<DayFile, Day> checked = new TreeMap<>(DayFile.BY_DAY);
            for (Map.Entry<DayFile, Day> entry : days.entrySet()) {
                checked.put(entry.getKey(), check(entry.getKey(), entry.getValue(), chosen, found));
            }
            return checked;
        });
        return found;
    }

    private static Day check(DayFile file, Day day, Predicate<StoredFrame> chosen, List<String> found)
            throws IOException {
        List<StoredMessage> messages =
                file.verified(day.messages(), message -> chosen.test(new StoredFrame(file, message)));
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i).damaged() && !day.messages().get(i).damaged()) {
                found.add(new StoredFrame(file, messages.get(i)).damage().getMessage());
            }
        }
        return new Day(day.stamp(), messages);
    }
}
