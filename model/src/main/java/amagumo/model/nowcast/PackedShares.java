package amagumo.model.nowcast;

import amagumo.model.threads.Rows;

/**
 * Fields of numbers from 0 to 1 in 8 bits each, off by at most 1/510: the probabilities of six thresholds and 15 leads of all
 * Japan take 774 MB this way.
 */
final class PackedShares {

    private static final float SCALE = 255;

    private final byte[][][] values;
    private final int columns;

    PackedShares(int fields, int rows, int columns) {
        this.values = new byte[fields][rows][columns];
        this.columns = columns;
    }

    /** Stores a row in its place; what lies beyond the last column is left out. */
    void set(int field, int row, float[] shares) {
        byte[] packed = values[field][row];
        for (int c = 0; c < packed.length; c++) {
            packed[c] = (byte) (SCALE * Math.max(0, Math.min(1, shares[c])) + 0.5f);
        }
    }

    /** A field, {@code [row][column]}. */
    float[][] field(int field) {
        byte[][] packed = values[field];
        float[][] shares = new float[packed.length][columns];
        Rows.forEach(packed.length, columns, r -> {
            for (int c = 0; c < columns; c++) {
                shares[r][c] = (packed[r][c] & 0xFF) / SCALE;
            }
        });
        return shares;
    }
}
