package amagumo.server.render;

import amagumo.ingest.radar.RadarGrid;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rain rates as {@link PooledOctets}: octet 0 is a missing cell, 1 a dry one (below {@link #BOUNDS_MM_H}'s first), and n + 2 a
 * rate of at least bound n and below the next. The bounds of JMA's classes and the thresholds of the scores are among them, so
 * that a cell keeps its colour.
 */
public final class RainLevels {

    /** Level of a cell without data. */
    public static final int MISSING = 0;

    /** Level of a cell whose rate is below the first bound. */
    public static final int DRY = 1;

    /** Lower bounds of the levels from 2 on, mm/h, included: 8 to 15 % apart above 1 mm/h. */
    public static final List<Float> BOUNDS_MM_H = List.of(
            0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f, 0.9f, 1f, 1.1f, 1.25f, 1.4f, 1.6f, 1.8f, 2f, 2.25f, 2.5f,
            2.75f, 3f, 3.3f, 3.6f, 4f, 4.5f, 5f, 5.5f, 6f, 6.6f, 7.3f, 8f, 9f, 10f, 11f, 12f, 13.5f, 15f, 16.5f, 18f,
            20f, 22f, 24.5f, 27f, 30f, 33f, 36.5f, 40f, 45f, 50f, 55f, 60f, 66f, 73f, 80f, 90f, 100f, 110f, 125f, 140f,
            160f, 180f, 200f, 230f, 260f);

    private static final float[] BOUNDS = bounds();

    private RainLevels() {}

    /**
     * Packs a field.
     *
     * @param ratesMmH {@code [row][column]}, NaN where missing
     * @param grid of the field
     */
    public static byte[] gzipped(float[][] ratesMmH, RadarGrid grid) {
        return PooledOctets.gzipped(ratesMmH, grid, RainLevels::level);
    }

    /** The level of a rain rate in mm/h; NaN is missing. */
    static int level(float rateMmH) {
        if (Float.isNaN(rateMmH)) {
            return MISSING;
        }
        int low = 0;
        int high = BOUNDS.length;
        while (low < high) { // how many bounds the rate reaches
            int middle = (low + high) >>> 1;
            if (rateMmH >= BOUNDS[middle]) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return DRY + low;
    }

    private static float[] bounds() {
        float[] bounds = new float[BOUNDS_MM_H.size()];
        IntStream.range(0, bounds.length).forEach(i -> bounds[i] = BOUNDS_MM_H.get(i));
        return bounds;
    }
}
