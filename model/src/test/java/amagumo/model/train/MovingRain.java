package amagumo.model.train;

import amagumo.ingest.grib.Identification;
import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.radar.LevelTable;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.store.EncodedFrame;
import amagumo.ingest.store.StoreWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A small store of round showers that move to the east; the south-western corner is missing. */
final class MovingRain {

    static final RadarGrid GRID = new RadarGrid(56, 48, 36, 138, 1 / 120.0, 1 / 80.0);
    static final int STEP_MINUTES = 5;

    private static final Instant FIRST = Instant.parse("2000-07-01T00:00:00Z");
    private static final LevelTable TABLE = new LevelTable(1, new int[] {0, 5, 10, 20, 50, 100, 200});
    private static final int RAIN_OF_FIVE_MINUTES = 203;

    private MovingRain() {}

    /** Writes a store of so many frames. */
    static Path write(Path directory, int frames) throws IOException {
        return write(directory, frames, Duration.ZERO);
    }

    /** Writes a store of so many frames that begins so much later. */
    static Path write(Path directory, int frames, Duration later) throws IOException {
        List<EncodedFrame> encoded = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            Instant time = FIRST.plus(later).plus(Duration.ofMinutes((long) STEP_MINUTES * i));
            encoded.add(EncodedFrame.of(
                    Identification.jmaAnalysis(time),
                    ProductDefinition.observedRain(RAIN_OF_FIVE_MINUTES, time, STEP_MINUTES),
                    frame(time, i),
                    8));
        }
        try (StoreWriter writer = StoreWriter.open(directory, Optional.empty())) {
            writer.append(encoded, false);
        }
        return directory;
    }

    private static RadarFrame frame(Instant time, int index) {
        byte[] levels = new byte[(int) GRID.cells()];
        for (int r = 0; r < GRID.ny(); r++) {
            for (int c = 0; c < GRID.nx(); c++) {
                boolean missing = r > 40 && c < 8;
                levels[r * GRID.nx() + c] = missing ? 0 : level(r, c - index);
            }
        }
        return new RadarFrame(time, STEP_MINUTES, GRID, TABLE, Levels.ofBytes(levels));
    }

    private static byte level(int row, int column) {
        int x = Math.floorMod(column, 28) - 14;
        int y = Math.floorMod(row, 24) - 12;
        return (byte) Math.max(1, 7 - Math.sqrt(x * x + y * y));
    }
}
