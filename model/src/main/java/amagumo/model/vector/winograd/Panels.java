package amagumo.model.vector.winograd;

import amagumo.model.vector.Lanes;
import java.util.Arrays;

/**
 * A matrix for each pair of points of the transform. Rows are tiles or channels, columns channels. A matrix is kept in
 * blocks of a fixed number of columns, one block after the other and row after row within each, as {@link Products}
 * reads it. Memory grows when a larger shape is asked for.
 */
final class Panels {

    /**
     * Floats between two matrices, one cache line: otherwise corresponding elements of all matrices would compete for
     * the same place in the cache.
     */
    private static final int APART = 16;

    private float[] values = new float[0];
    private int rows;
    private int columns;
    private int width;

    /** Where the vectors of a row begin, counted from the start of the row. */
    private int[] vectors = new int[0];

    /**
     * Takes this shape; if it changes, the content of the matrices is lost.
     *
     * @param columns a multiple of {@code width}
     * @param width columns of a block, a multiple of {@link Lanes#STEP}
     */
    void shape(int rows, int columns, int width) {
        if (this.rows == rows && this.columns == columns && this.width == width) {
            return;
        }
        this.rows = rows;
        this.columns = columns;
        this.width = width;
        int length = Math.multiplyExact(TileGrid.PANELS, Math.addExact(Math.multiplyExact(rows, columns), APART));
        values = values.length < length ? new float[length] : values;
        vectors = new int[columns / Lanes.STEP];
        for (int v = 0; v < vectors.length; v++) {
            int column = v * Lanes.STEP;
            vectors[v] = column / width * rows * width + column % width;
        }
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    /** All matrices, one after the other. */
    float[] values() {
        return values;
    }

    /** The distance from an element of a matrix to the same element of the next one. */
    int stride() {
        return rows * columns + APART;
    }

    /** Where the vector that begins at a column lies. */
    int at(int panel, int row, int column) {
        return panel * stride() + row * width + vectors[column / Lanes.STEP];
    }

    /** Sets everything to 0. */
    void clear() {
        Arrays.fill(values, 0, TileGrid.PANELS * stride(), 0);
    }

    /** Writes part of a row, from the beginning of a vector on. */
    void put(int panel, int row, int column, float[] from) {
        for (int c = 0; c < from.length; c += Lanes.STEP) {
            System.arraycopy(from, c, values, at(panel, row, column + c), Math.min(Lanes.STEP, from.length - c));
        }
    }

    /** Reads the beginning of a row. */
    void get(int panel, int row, float[] to) {
        for (int c = 0; c < to.length; c += Lanes.STEP) {
            System.arraycopy(values, at(panel, row, c), to, c, Math.min(Lanes.STEP, to.length - c));
        }
    }
}
