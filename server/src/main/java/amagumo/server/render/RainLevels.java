package amagumo.server.render;

import amagumo.ingest.radar.RadarGrid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A field of rain rates in the form in which it travels to a map that draws it by itself: an octet a cell on a
 * latitude-longitude grid, gzipped. Octet 0 is a missing cell, 1 a dry one (below {@link #BOUNDS_MM_H}'s first), and n + 2
 * a rate of at least bound n and below the next. The bounds of JMA's classes and the thresholds of the scores are among
 * them, so that a cell keeps its colour.
 *
 * <p>A large grid is pooled: a cell is the mean of those cells of its square that are not missing.
 *
 * <pre>
 * octets          what, after unpacking
 * columns x rows  levels, row by row from the north, each row from the west
 * </pre>
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

    /** The most cells that travel: all Japan at half its size, 1280 x 1680, and some more. */
    private static final long MOST_CELLS = 2_500_000;

    private static final float[] BOUNDS = bounds();

    private RainLevels() {}

    /** The grid of the levels of a field: that of the field itself, or pooled. */
    public static RadarGrid grid(RadarGrid field) {
        return field.pooled(factor(field));
    }

    /**
     * Packs a field.
     *
     * @param ratesMmH {@code [row][column]}, NaN where missing
     * @param grid of the field
     * @return the levels on {@link #grid}, gzipped (RFC 1952)
     */
    public static byte[] gzipped(float[][] ratesMmH, RadarGrid grid) {
        RadarGrid pooled = grid(grid);
        int factor = factor(grid);
        ByteArrayOutputStream packed = new ByteArrayOutputStream(1 << 16);
        byte[] levels = new byte[pooled.nx()];
        try (OutputStream out = new SmallGzip(packed)) {
            for (int row = 0; row < pooled.ny(); row++) {
                for (int column = 0; column < levels.length; column++) {
                    levels[column] = (byte) level(mean(ratesMmH, row * factor, column * factor, factor));
                }
                out.write(levels);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is no reason to fail in memory
        }
        return packed.toByteArray();
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

    private static float mean(float[][] rates, int row, int column, int factor) {
        if (factor == 1) {
            return rates[row][column];
        }
        double sum = 0;
        int known = 0;
        for (int r = row; r < row + factor; r++) {
            for (int c = column; c < column + factor; c++) {
                float rate = rates[r][c];
                if (!Float.isNaN(rate)) {
                    sum += rate;
                    known++;
                }
            }
        }
        return known == 0 ? Float.NaN : (float) (sum / known);
    }

    private static int factor(RadarGrid grid) {
        return (int) Math.max(1, Math.ceil(Math.sqrt((double) grid.cells() / MOST_CELLS)));
    }

    private static float[] bounds() {
        float[] bounds = new float[BOUNDS_MM_H.size()];
        IntStream.range(0, bounds.length).forEach(i -> bounds[i] = BOUNDS_MM_H.get(i));
        return bounds;
    }

    /** A frame is packed once and sent often. */
    private static final class SmallGzip extends GZIPOutputStream {
        SmallGzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
