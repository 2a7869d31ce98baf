package amagumo.bench.soak;

import amagumo.ingest.grib.GribWriter;
import amagumo.ingest.grib.Identification;
import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.jma.JmaRain;
import amagumo.ingest.jma.RainField;
import amagumo.ingest.radar.BoundingBox;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.window.InputFrames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A radar event played forwards and backwards for as long as it is needed, from a first valid time on. What the event lacks is
 * lacking here too, each time it comes by.
 */
final class Replay {

    /** Parameter of the 5-minute rain of JMA's composite. */
    private static final int RAIN_OF_5_MINUTES = 203;

    private final NavigableMap<Instant, RainField> event;
    private final int stepMinutes;
    private final Instant first;

    private Replay(NavigableMap<Instant, RainField> event, int stepMinutes, Instant first) {
        this.event = event;
        this.stepMinutes = stepMinutes;
        this.first = first;
    }

    /**
     * The event in a directory of files of a frame each.
     *
     * @param box what is cut out of each
     * @param first valid time of its first frame from now on
     */
    static Replay of(Path directory, Optional<BoundingBox> box, Instant first) throws IOException {
        NavigableMap<Instant, RainField> event = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.sorted().toList();
        }
        for (Path file : files) {
            RainField field =
                    JmaRain.read(file.toString(), Files.readAllBytes(file), box).get(0);
            event.put(field.frame().validTime(), field);
        }
        return new Replay(event, event.firstEntry().getValue().frame().stepMinutes(), first);
    }

    /** The middle of its grid, so many cells high and wide. */
    BoundingBox middle(int cells) {
        RadarGrid grid = event.firstEntry().getValue().frame().grid();
        int row = (grid.ny() - cells) / 2;
        int column = (grid.nx() - cells) / 2;
        return new BoundingBox(
                grid.latitude(row + cells - 1),
                grid.longitude(column),
                grid.latitude(row),
                grid.longitude(column + cells - 1));
    }

    /** The same event from another time on. */
    Replay from(Instant other) {
        return new Replay(event, stepMinutes, other);
    }

    /** When the slot of a number is valid, which is when its frame is too, if it has one. */
    Instant time(int slot) {
        return first.plus(step().multipliedBy(slot));
    }

    Duration step() {
        return Duration.ofMinutes(stepMinutes);
    }

    /** The frame of a slot, at its new time; nothing where the event has a gap. */
    Optional<RadarFrame> frame(int slot) {
        long slots = Duration.between(event.firstKey(), event.lastKey()).dividedBy(step());
        long there = slot % (2 * slots);
        Instant original = event.firstKey().plus(step().multipliedBy(Math.min(there, 2 * slots - there)));
        return Optional.ofNullable(event.get(original)).map(RainField::frame).map(frame -> at(time(slot), frame));
    }

    private static RadarFrame at(Instant time, RadarFrame frame) {
        return new RadarFrame(time, frame.stepMinutes(), frame.grid(), frame.table(), frame.levels());
    }

    /** What a frame of a time shows. */
    ProductDefinition product(Instant time) {
        return ProductDefinition.observedRain(RAIN_OF_5_MINUTES, time, stepMinutes);
    }

    /** The file of a slot in JMA's format. */
    Optional<byte[]> file(int slot) {
        return frame(slot)
                .map(frame -> GribWriter.write(
                        Identification.jmaAnalysis(frame.validTime()), product(frame.validTime()), frame, Byte.SIZE));
    }

    /** The valid times of the first so many slots that have frames. */
    List<Instant> frames(int slots) {
        List<Instant> times = new ArrayList<>();
        for (int slot = 0; slot < slots; slot++) {
            if (frame(slot).isPresent()) {
                times.add(time(slot));
            }
        }
        return times;
    }

    /** The base times among these valid times that have all frames that a forecast needs. */
    List<Instant> bases(List<Instant> times) {
        return times.stream()
                .filter(base -> times.containsAll(InputFrames.times(base, stepMinutes)))
                .toList();
    }
}
