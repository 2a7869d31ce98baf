package amagumo.ingest.store;

import amagumo.ingest.grib.GribReader;
import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the frames of one domain: at most one for a valid time, all of one product, step and grid. Opening reads message
 * headers, no data. A reader writes nothing, takes no lock and may be used by many threads; it shows what was stored
 * when it was opened or last {@linkplain #refresh() refreshed}, whatever a writer does meanwhile.
 */
public final class FrameStore {

    private final Path directory;
    private final StoreDescription description;
    private volatile Snapshot snapshot = new Snapshot(Map.of(), new TreeMap<>(), List.of());

    private record Place(DayFile day, StoredMessage message) {}

    private record Day(DayFile.Stamp stamp, List<StoredMessage> messages) {}

    private record Snapshot(Map<DayFile, Day> days, TreeMap<Instant, Place> frames, List<Instant> times) {

        static Snapshot of(Map<DayFile, Day> days) {
            TreeMap<Instant, Place> frames = new TreeMap<>();
            days.forEach((file, day) -> day.messages().stream()
                    .filter(message -> !message.damaged())
                    .forEach(message -> frames.put(message.validTime(), new Place(file, message))));
            return new Snapshot(days, frames, List.copyOf(frames.keySet()));
        }
    }

    private FrameStore(Path directory, StoreDescription description) {
        this.directory = directory;
        this.description = description;
    }

    /**
     * Opens a store.
     *
     * @throws StoreException if the directory is no store
     * @throws IOException if it cannot be read
     */
    public static FrameStore open(Path directory) throws IOException {
        FrameStore store = new FrameStore(directory, StoreDescription.read(directory));
        store.refresh();
        return store;
    }

    /** Where the store lies. */
    public Path directory() {
        return directory;
    }

    /** What all frames have in common. */
    public StoreDescription description() {
        return description;
    }

    /** Where the cells of every frame lie. */
    public RadarGrid grid() {
        return description.grid();
    }

    /** Length of every frame's interval; frames without a gap follow each other at this distance. */
    public int stepMinutes() {
        return description.stepMinutes();
    }

    /** The valid times of all frames, ascending. */
    public List<Instant> times() {
        return snapshot.times();
    }

    /** Whether there is a frame of a valid time. */
    public boolean contains(Instant time) {
        return snapshot.frames().containsKey(time);
    }

    /**
     * The share of a frame's non-missing cells at 0.5 mm/h or more, 0 where all are missing.
     *
     * @throws NoSuchElementException if there is no frame of that time
     */
    public float wetFraction(Instant time) {
        return place(time).message().wetFraction();
    }

    /**
     * Decodes a frame.
     *
     * @throws MalformedGribException if its message was damaged since it was stored
     * @throws NoSuchElementException if there is no frame of that time
     */
    public RadarFrame read(Instant time) throws IOException {
        return read(time, grid().allCells());
    }

    /**
     * Decodes a part of a frame.
     *
     * @throws MalformedGribException if its message was damaged since it was stored
     * @throws NoSuchElementException if there is no frame of that time
     * @throws IllegalArgumentException if the box is not inside the grid
     */
    public RadarFrame read(Instant time, CellBox box) throws IOException {
        Place place = place(time);
        byte[] message = bytes(place);
        return GribReader.read(place.day().file().toString(), message).get(0).frame(box);
    }

    /**
     * The GRIB2 message of a frame as it is stored.
     *
     * @throws MalformedGribException if it was damaged since it was stored
     * @throws NoSuchElementException if there is no frame of that time
     */
    public byte[] message(Instant time) throws IOException {
        return bytes(place(time));
    }

    /**
     * Looks what writers added.
     *
     * @return whether anything changed
     */
    public synchronized boolean refresh() throws IOException {
        Map<DayFile, Day> before = snapshot.days();
        Map<DayFile, Day> now = new TreeMap<>(DayFile.BY_DAY);
        for (DayFile file : DayFile.in(directory)) {
            DayFile.Stamp stamp = file.stamp();
            Day known = before.get(file);
            now.put(
                    file,
                    known != null && known.stamp().equals(stamp)
                            ? known
                            : new Day(stamp, file.load(description).messages()));
        }
        if (now.equals(before)) {
            return false;
        }
        snapshot = Snapshot.of(now);
        return true;
    }

    /**
     * Reads every message once and leaves out, from now on, those that do not match their checksum.
     *
     * @return where each of those lies that were not left out before, one sentence each
     */
    public synchronized List<String> verify() throws IOException {
        List<String> damaged = new ArrayList<>();
        Map<DayFile, Day> checked = new TreeMap<>(DayFile.BY_DAY);
        for (Map.Entry<DayFile, Day> entry : snapshot.days().entrySet()) {
            DayFile file = entry.getKey();
            List<StoredMessage> messages = file.verified(entry.getValue().messages());
            for (int i = 0; i < messages.size(); i++) {
                if (messages.get(i).damaged()
                        && !entry.getValue().messages().get(i).damaged()) {
                    damaged.add(damage(file, messages.get(i)).getMessage());
                }
            }
            checked.put(file, new Day(entry.getValue().stamp(), messages));
        }
        snapshot = Snapshot.of(checked);
        return damaged;
    }

    private Place place(Instant time) {
        return Optional.ofNullable(snapshot.frames().get(time))
                .orElseThrow(() -> new NoSuchElementException("no frame of %s in %s".formatted(time, directory)));
    }

    private static byte[] bytes(Place place) throws IOException {
        StoredMessage message = place.message();
        try (FileChannel channel = FileChannel.open(place.day().file(), StandardOpenOption.READ)) {
            byte[] bytes = Disk.read(channel, message.offset(), message.length());
            if (!message.matches(bytes)) {
                throw damage(place.day(), message);
            }
            return bytes;
        }
    }

    private static MalformedGribException damage(DayFile file, StoredMessage message) {
        return new MalformedGribException(
                file.file().toString(),
                message.offset(),
                "the message of %s does not match its checksum".formatted(message.validTime()));
    }
}
