package amagumo.model.nowcast;

import amagumo.model.threads.Rows;
import java.util.Arrays;

/**
 * Frames of pixels (0 to 1) in 16 bits each, off by at most 1/131070: the 15 leads of all Japan take 258 MB this way,
 * half of what floats take.
 */
final class PackedPixels {

    private static final int STEPS = 1 << 16;
    private static final float SCALE = STEPS - 1;

    private final short[][][] values;

    PackedPixels(int frames, int rows, int columns) {
        values = new short[frames][rows][columns];
    }

    /** Maps a pixel to what it means. */
    @FunctionalInterface
    interface Meaning {
        float of(float pixel);
    }

    /** What each packed pixel means, for {@link #lookUp}. */
    static float[] table(Meaning meaning) {
        float[] table = new float[STEPS];
        for (int step = 0; step < STEPS; step++) {
            table[step] = meaning.of(step / SCALE);
        }
        return table;
    }

    /** Stores a whole frame in its place. */
    void set(int frame, float[][] pixels) {
        Rows.forEach(rows(), columns(), row -> set(frame, row, pixels[row]));
    }

    /** Stores a row in its place; what lies beyond the last column is left out. */
    void set(int frame, int row, float[] pixels) {
        short[] packed = values[frame][row];
        for (int c = 0; c < packed.length; c++) {
            packed[c] = packed(pixels[c]);
        }
    }

    private static short packed(float pixel) {
        return (short) (SCALE * (pixel > 0 ? pixel < 1 ? pixel : 1 : 0) + 0.5f);
    }

    /** Copies pixels as if they had been packed in between. */
    static void round(float[] pixels, float[] rounded) {
        for (int c = 0; c < pixels.length; c++) {
            rounded[c] = (packed(pixels[c]) & 0xFFFF) / SCALE;
        }
    }

    /** What a pixel means, by a table made by {@link #table}. */
    float lookUp(int frame, int row, int column, float[] table) {
        return table[values[frame][row][column] & 0xFFFF];
    }

    /** Whether a pixel is 0. */
    boolean isZero(int frame, int row, int column) {
        return values[frame][row][column] == 0;
    }

    /** Copies a row; beyond the last row and column pixels are 0. */
    void get(int frame, int row, float[] pixels) {
        short[] packed = row < rows() ? values[frame][row] : new short[0];
        for (int c = 0; c < packed.length; c++) {
            pixels[c] = (packed[c] & 0xFFFF) / SCALE;
        }
        Arrays.fill(pixels, packed.length, pixels.length, 0);
    }

    /**
     * What the pixels of a frame mean.
     *
     * @param table made by {@link #table}
     * @return {@code [row][column]}
     */
    float[][] lookUp(int frame, float[] table) {
        float[][] meant = new float[rows()][columns()];
        Rows.forEach(rows(), columns(), r -> {
            short[] packed = values[frame][r];
            for (int c = 0; c < packed.length; c++) {
                meant[r][c] = table[packed[c] & 0xFFFF];
            }
        });
        return meant;
    }

    int count() {
        return values.length;
    }

    int rows() {
        return values[0].length;
    }

    int columns() {
        return values[0][0].length;
    }
}
