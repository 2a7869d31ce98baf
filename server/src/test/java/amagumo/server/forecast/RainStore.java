package amagumo.server.forecast;

import amagumo.ingest.grib.Identification;
import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.radar.LevelTable;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.store.EncodedFrame;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.StoreDescription;
import amagumo.ingest.store.StoreWriter;
import amagumo.model.nowcast.NowcastInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes a store whose frames all show the same: one rainy rectangle near Akita, no data in the south-western corner,
 * dry elsewhere, on a coarse grid of JMA's whole area.
 */
public final class RainStore {

    public static final int STEP_MINUTES = 5;
    public static final RadarGrid GRID = new RadarGrid(256, 336, 48 - 1 / 24.0, 118 + 1 / 16.0, 1 / 12.0, 1 / 8.0);
    /** The rainy rectangle: from and to, rows from the north. */
    public static final int FIRST_ROW = 90, LAST_ROW = 101, FIRST_COLUMN = 176, LAST_COLUMN = 183;
    /** Rows from here on have no data in the columns below {@link #MISSING_COLUMNS}. */
    public static final int MISSING_FROM_ROW = 300, MISSING_COLUMNS = 40;
    /** What falls in the rectangle, mm/h; JMA's class from 30 to 50. */
    public static final float RATE_MM_H = 40;

    private static final LevelTable TABLE = new LevelTable(2, new int[] {0, 100, 1000, 4000});
    private static final byte DRY = 1, RAIN = 4, MISSING = 0;
    private static final int RAIN_OF_FIVE_MINUTES = 203;

    private RainStore() {}

    /** Makes a store, without frames yet, whose values were made from something else than radar files. */
    public static void describe(Path directory, String provenance) throws IOException {
        FrameStore.openOrMake(
                directory, StoreDescription.of(frame(Instant.EPOCH), Optional.empty(), Optional.of(provenance)));
    }

    /** Appends frames, one step apart. */
    public static void append(Path directory, Instant first, int frames) throws IOException {
        try (StoreWriter writer = StoreWriter.open(directory, Optional.empty())) {
            for (int i = 0; i < frames; i++) {
                Instant time = first.plus(Duration.ofMinutes((long) i * STEP_MINUTES));
                writer.append(List.of(frame(time)), false);
            }
        }
    }

    /** The newest frames of a store that begins so, as a nowcaster gets them. */
    public static NowcastInput input(Path directory, Instant first, int frames) throws IOException {
        Instant base = first.plus(Duration.ofMinutes((frames - 1L) * STEP_MINUTES));
        return ForecastInputs.ofStore(directory, Optional.of(base), damage -> {});
    }

    /** Stores a dry frame in place of that of a time. */
    public static void replaceByDry(Path directory, Instant time) throws IOException {
        byte[] dry = new byte[(int) GRID.cells()];
        Arrays.fill(dry, DRY);
        try (StoreWriter writer = StoreWriter.open(directory, Optional.empty())) {
            writer.append(List.of(frame(time, dry)), true);
        }
    }

    /** Takes the frame of a time out. */
    public static void remove(Path directory, Instant time) throws IOException {
        try (StoreWriter writer = StoreWriter.open(directory, Optional.empty())) {
            writer.remove(List.of(time));
        }
    }

    /** Changes a bit of the frame of a time, as a disk does that is about to fail. */
    public static void damage(Path directory, Instant time) throws IOException {
        byte[] message = FrameStore.open(directory).find(time).orElseThrow().message();
        try (Stream<Path> files = Files.list(directory)) {
            Path day = files.filter(file -> file.toString().endsWith(".grib2"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(day);
            int begin = 0;
            while (!Arrays.equals(message, 0, message.length, bytes, begin, begin + message.length)) {
                begin++;
            }
            bytes[begin + message.length - 10] ^= 1;
            Files.write(day, bytes);
        }
    }

    private static EncodedFrame frame(Instant time) {
        byte[] levels = new byte[(int) GRID.cells()];
        for (int row = 0; row < GRID.ny(); row++) {
            for (int column = 0; column < GRID.nx(); column++) {
                levels[row * GRID.nx() + column] = level(row, column);
            }
        }
        return frame(time, levels);
    }

    private static EncodedFrame frame(Instant time, byte[] levels) {
        return EncodedFrame.of(
                Identification.jmaAnalysis(time),
                ProductDefinition.observedRain(RAIN_OF_FIVE_MINUTES, time, STEP_MINUTES),
                new RadarFrame(time, STEP_MINUTES, GRID, TABLE, Levels.ofBytes(levels)),
                8);
    }

    private static byte level(int row, int column) {
        if (row >= MISSING_FROM_ROW && column < MISSING_COLUMNS) {
            return MISSING;
        }
        boolean rainy = row >= FIRST_ROW && row <= LAST_ROW && column >= FIRST_COLUMN && column <= LAST_COLUMN;
        return rainy ? RAIN : DRY;
    }
}
