package amagumo.ingest.grib;

import amagumo.ingest.jma.BlockMosaic;
import amagumo.ingest.jma.JmaLevels;
import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.LevelTable;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Valid messages of a few hundred bytes, of every kind that is read. */
final class SmallMessages {

    static final Instant TIME = Instant.parse("2024-10-18T00:05:00Z");
    static final ProductDefinition RAIN = ProductDefinition.observedRain(203, TIME, 5);
    static final LevelTable FOUR_LEVELS = new LevelTable(1, new int[] {0, 10, 30, 50});
    static final LevelTable THOUSAND_LEVELS =
            new LevelTable(2, IntStream.range(0, 1000).toArray());

    private SmallMessages() {}

    /** One field of 24 x 16 cells in patches of four levels. */
    static byte[] oneField() {
        return message(field(FOUR_LEVELS, patches(24 * 16, 4), 8));
    }

    /** One of each kind. */
    static List<byte[]> all() {
        byte[] missing = new byte[24 * 16];
        return List.of(
                oneField(),
                message(field(JmaLevels.RAIN_251, missing, 8)),
                message(field(FOUR_LEVELS, patches(24 * 16, 4), 3)),
                message(field(FOUR_LEVELS, missing, 1)),
                message(wideField()),
                message(field(FOUR_LEVELS, missing, 4), field(FOUR_LEVELS, patches(24 * 16, 4), 5)),
                blocks(),
                forecast());
    }

    /** A field of more levels than a byte holds, 11 bits a value. */
    static GribWriter.Field wideField() {
        short[] levels = new short[24 * 16];
        Random random = new Random(3);
        for (int i = 0; i < levels.length; i++) {
            levels[i] = random.nextInt(3) == 0 || i == 0 ? (short) random.nextInt(1001) : levels[i - 1];
        }
        return new GribWriter.Field(
                RAIN, new RadarFrame(TIME, 5, grid(24, 16), THOUSAND_LEVELS, Levels.ofShorts(levels)), 11);
    }

    private static byte[] blocks() {
        RadarGrid coarse = BlockMosaic.GRID_1_KM.crop(new CellBox(1500, 1600, 4, 4));
        RadarGrid fine = BlockMosaic.GRID_250_M.crop(new CellBox(4 * 1500, 4 * 1604, 8, 8));
        return message(field(coarse, 5), field(fine, 6));
    }

    private static GribWriter.Field field(RadarGrid grid, int seed) {
        Levels levels = Levels.ofBytes(patches((int) grid.cells(), seed));
        return new GribWriter.Field(RAIN, new RadarFrame(TIME, 5, grid, FOUR_LEVELS, levels), 8);
    }

    private static byte[] forecast() {
        ProductDefinition product = ProductDefinition.forecastRain(203, TIME.plusSeconds(3600), 60, 5);
        RadarFrame frame =
                new RadarFrame(TIME.plusSeconds(3600), 5, grid(8, 4), FOUR_LEVELS, Levels.ofBytes(patches(32, 8)));
        return GribWriter.write(Identification.forecast(TIME), product, frame, 8);
    }

    static GribWriter.Field field(LevelTable table, byte[] levels, int bits) {
        return new GribWriter.Field(RAIN, new RadarFrame(TIME, 5, grid(24, 16), table, Levels.ofBytes(levels)), bits);
    }

    static byte[] message(GribWriter.Field... fields) {
        return GribWriter.write(Identification.jmaAnalysis(TIME), List.of(fields));
    }

    /** A grid in the middle of JMA's, 1 km. */
    static RadarGrid grid(int columns, int rows) {
        return BlockMosaic.GRID_1_KM.crop(new CellBox(1500, 1600, rows, columns));
    }

    /** Levels 0 to 4 in runs of any length. */
    static byte[] patches(int cells, int seed) {
        Random random = new Random(seed);
        byte[] levels = new byte[cells];
        for (int i = 0; i < cells; ) {
            int run = 1 + (int) Math.exp(random.nextDouble() * 5);
            byte level = (byte) random.nextInt(5);
            for (int end = Math.min(cells, i + run); i < end; i++) {
                levels[i] = level;
            }
        }
        return levels;
    }
}
