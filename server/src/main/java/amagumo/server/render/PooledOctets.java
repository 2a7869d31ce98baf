package amagumo.server.render;

import amagumo.ingest.radar.RadarGrid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A field in the form in which it travels to a map that draws it by itself: an octet a cell on a latitude-longitude grid, gzipped.
 * A large grid is pooled: a cell is the mean of those cells of its square that are not missing.
 *
 * <pre>
 * octets          what, after unpacking
 * columns x rows  levels, row by row from the north, each row from the west
 * </pre>
 */
public final class PooledOctets {

    /** The most cells that travel: all Japan at half its size, 1280 x 1680, and some more. */
    private static final long MOST_CELLS = 2_500_000;

    private PooledOctets() {}

    /** What a value is as an octet. */
    @FunctionalInterface
    public interface Level {
        /** The level, 0 to 255, of a value, NaN where missing. */
        int of(float value);
    }

    /** The grid on which a field travels: its own, or pooled. */
    public static RadarGrid grid(RadarGrid field) {
        return field.pooled(factor(field));
    }

    /**
     * Packs a field.
     *
     * @param values {@code [row][column]}, NaN where missing
     * @param grid of the field
     * @return the levels on {@link #grid}, gzipped (RFC 1952)
     */
    public static byte[] gzipped(float[][] values, RadarGrid grid, Level level) {
        RadarGrid pooled = grid(grid);
        int factor = factor(grid);
        ByteArrayOutputStream packed = new ByteArrayOutputStream(1 << 16);
        byte[] levels = new byte[pooled.nx()];
        try (OutputStream out = new SmallGzip(packed)) {
            for (int row = 0; row < pooled.ny(); row++) {
                for (int column = 0; column < levels.length; column++) {
                    levels[column] = (byte) level.of(mean(values, row * factor, column * factor, factor));
                }
                out.write(levels);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is no reason to fail in memory
        }
        return packed.toByteArray();
    }

    private static float mean(float[][] values, int row, int column, int factor) {
        if (factor == 1) {
            return values[row][column];
        }
        double sum = 0;
        int known = 0;
        for (int r = row; r < row + factor; r++) {
            for (int c = column; c < column + factor; c++) {
                float value = values[r][c];
                if (!Float.isNaN(value)) {
                    sum += value;
                    known++;
                }
            }
        }
        return known == 0 ? Float.NaN : (float) (sum / known);
    }

    private static int factor(RadarGrid grid) {
        return (int) Math.max(1, Math.ceil(Math.sqrt((double) grid.cells() / MOST_CELLS)));
    }

    /** A frame is packed once and sent often. */
    private static final class SmallGzip extends GZIPOutputStream {
        SmallGzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
