package amagumo.ingest.sample;

import amagumo.ingest.grib.GribWriter;
import amagumo.ingest.grib.Identification;
import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.jma.BlockMosaic;
import amagumo.ingest.jma.JmaLevels;
import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * One invented event as files laid out like JMA's 5-minute composite, on a crop of its 1 km grid over Kanto. The same
 * seed gives the same bytes. The date is invented too.
 */
public final class SampleFiles {

    /** Number of files: three hours, both ends included. */
    public static final int COUNT = 37;

    /** The seed of the files in {@code data-samples}. */
    public static final long SEED = 1;

    /** 138 to 141.5 E, 34.5 to 37 N. */
    public static final RadarGrid GRID = BlockMosaic.GRID_1_KM.crop(new CellBox(1320, 1600, 300, 280));

    private static final Instant FIRST = Instant.parse("2000-07-01T03:00:00Z");
    private static final int STEP_MINUTES = 5;
    private static final int RAIN_OF_5_MINUTES = 203;
    private static final int BITS = 8;
    private static final double KM_PER_DEGREE = 111.2;

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern(
                    "'Z__C_RJTD_'yyyyMMddHHmmss'_RDR_JMAGPV_Ggis1km_Prr05lv_ANAL_grib2.bin'")
            .withZone(ZoneOffset.UTC);

    /**
     * Radars that see as far as 150 km, in km east and north of the south-west corner; beyond the reach of all is
     * missing.
     */
    private static final double[][] RADARS = {{75, 150}, {180, 110}, {240, 200}};

    private static final double RANGE_KM = 150;

    private final SyntheticStorm storm;

    public SampleFiles(long seed) {
        this.storm = new SyntheticStorm(seed, x(GRID.nx()), y(-1), (COUNT - 1) * STEP_MINUTES);
    }

    /** The name of a file (0 for the first), in JMA's style. */
    public static String name(int index) {
        return NAME.format(validTime(index));
    }

    /** The bytes of a file (0 for the first). */
    public byte[] bytes(int index) {
        Instant time = validTime(index);
        return GribWriter.write(
                Identification.jmaAnalysis(time),
                ProductDefinition.observedRain(RAIN_OF_5_MINUTES, time, STEP_MINUTES),
                frame(index),
                BITS);
    }

    private RadarFrame frame(int index) {
        SyntheticStorm.Rates rates = storm.at(index * STEP_MINUTES);
        byte[] levels = new byte[(int) GRID.cells()];
        for (int row = 0; row < GRID.ny(); row++) {
            for (int column = 0; column < GRID.nx(); column++) {
                double x = x(column);
                double y = y(row);
                if (isSeen(x, y)) {
                    float rate = (float) rates.at(x, y);
                    levels[row * GRID.nx() + column] = (byte) JmaLevels.RAIN_251.nearestLevel(rate);
                }
            }
        }
        return new RadarFrame(validTime(index), STEP_MINUTES, GRID, JmaLevels.RAIN_251, Levels.ofBytes(levels));
    }

    private static boolean isSeen(double x, double y) {
        for (double[] radar : RADARS) {
            double dx = x - radar[0];
            double dy = y - radar[1];
            if (dx * dx + dy * dy <= RANGE_KM * RANGE_KM) {
                return true;
            }
        }
        return false;
    }

    private static Instant validTime(int index) {
        return FIRST.plusSeconds(60L * STEP_MINUTES * index);
    }

    private static double x(int column) {
        double middle = (GRID.north() + GRID.south()) / 2;
        return column * GRID.dLon() * KM_PER_DEGREE * StrictMath.cos(StrictMath.toRadians(middle));
    }

    private static double y(int row) {
        return (GRID.ny() - 1 - row) * GRID.dLat() * KM_PER_DEGREE;
    }
}
