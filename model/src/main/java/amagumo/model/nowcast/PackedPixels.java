package amagumo.model.nowcast;

import java.util.stream.IntStream;

/**
 * Frames of pixels (0 to 1) in 16 bits each, off by at most 1/131070: the 15 leads of all Japan are 258 MB so, half of
 * what they are as floats.
 */
final class PackedPixels {

    private static final float SCALE = 65_535;

    private final short[][][] values;

    PackedPixels(int frames, int rows, int columns) {
        values = new short[frames][rows][columns];
    }

    /** Puts rows of a frame into their place; what lies beyond the last column is left out. */
    void set(int frame, int firstRow, float[][] pixels) {
        IntStream.range(0, pixels.length).parallel().forEach(r -> {
            short[] row = values[frame][firstRow + r];
            for (int c = 0; c < row.length; c++) {
                row[c] = (short) (SCALE * Math.max(0, Math.min(1, pixels[r][c])) + 0.5f);
            }
        });
    }

    /** A copy of a frame. */
    float[][] get(int frame) {
        return get(frame, 0, rows(), columns());
    }

    /** A copy of some rows of a frame, cut or continued by zeros below and to the right. */
    float[][] get(int frame, int firstRow, int rowCount, int columnCount) {
        float[][] pixels = new float[rowCount][columnCount];
        IntStream.range(0, Math.min(rowCount, rows() - firstRow)).parallel().forEach(r -> {
            short[] row = values[frame][firstRow + r];
            for (int c = 0; c < Math.min(columnCount, row.length); c++) {
                pixels[r][c] = (row[c] & 0xFFFF) / SCALE;
            }
        });
        return pixels;
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
