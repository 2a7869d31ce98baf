package amagumo.ingest.store;

import amagumo.ingest.grib.Identification;
import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.radar.LevelTable;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** Small frames of rain, made by a seed. */
public final class Frames {

    public static final Instant START = Instant.parse("2024-03-01T00:00:00Z");

    /** 24 x 16 cells of the 1 km grid. */
    public static final RadarGrid GRID = new RadarGrid(24, 16, 36 - 1 / 240.0, 138 + 1 / 160.0, 1 / 120.0, 1 / 80.0);

    /** Dry, then 0.25 to 6 mm/h in steps of 0.25. */
    public static final LevelTable TABLE = table();

    private Frames() {}

    private static LevelTable table() {
        int[] raw = new int[25];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = 25 * i;
        }
        return new LevelTable(2, raw);
    }

    /** The time of a frame, counted at 5 minutes from {@link #START}. */
    public static Instant time(int index) {
        return START.plus(Duration.ofMinutes(5L * index));
    }

    /** A frame whose content is its seed's: a third each missing, dry, of any level, in runs. */
    public static RadarFrame frame(Instant time, long seed) {
        return frame(time, 5, GRID, seed);
    }

    public static RadarFrame frame(Instant time, int stepMinutes, RadarGrid grid, long seed) {
        Random random = new Random(seed);
        byte[] levels = new byte[(int) grid.cells()];
        int level = 0;
        for (int cell = 0; cell < levels.length; cell++) {
            if (random.nextInt(4) == 0) {
                level = switch (random.nextInt(3)) {
                    case 0 -> 0;
                    case 1 -> 1;
                    default -> 1 + random.nextInt(TABLE.maxLevel());
                };
            }
            levels[cell] = (byte) level;
        }
        return new RadarFrame(time, stepMinutes, grid, TABLE, Levels.ofBytes(levels));
    }

    public static EncodedFrame encoded(int index) {
        return encoded(frame(time(index), index));
    }

    public static EncodedFrame encoded(RadarFrame frame) {
        return EncodedFrame.of(
                Identification.jmaAnalysis(frame.validTime()),
                ProductDefinition.observedRain(203, frame.validTime(), frame.stepMinutes()),
                frame,
                8);
    }
}
