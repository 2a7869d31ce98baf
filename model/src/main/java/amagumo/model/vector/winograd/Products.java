package amagumo.model.vector.winograd;

import amagumo.model.vector.Lanes;
import jdk.incubator.vector.FloatVector;

/**
 * Products of the matrices of {@link Panels}, {@link #ROWS} rows and {@link #BLOCK} columns at once, with the sums kept
 * in registers. Of the shapes that were tried, these are fast whatever the JIT compiler of JDK 17 makes of them; others
 * lose half their speed with some garbage collectors, or run out of registers. The two products differ in how far apart
 * the elements of the left-hand side lie; a single loop for both, with the distance as an argument, was a third slower.
 */
final class Products {

    /** AVX-512 has 32 registers of 16 floats, other CPUs have 16 of 8. */
    private static final boolean WIDE = Lanes.STEP == 16;

    /** Rows that are summed at once. */
    static final int ROWS = WIDE ? 4 : 2;

    /** Columns that are summed at once: the width of the blocks of every right-hand side. */
    static final int BLOCK = 4 * Lanes.STEP;

    /** Columns of a block of the left-hand side of {@link #addTransposed}: a vector of the transforms. */
    static final int TURNED_BLOCK = Lanes.STEP;

    private Products() {}

    /** A number of columns, rounded up to whole blocks. */
    static int padded(int columns) {
        return (columns + BLOCK - 1) / BLOCK * BLOCK;
    }

    /** A number of rows, rounded up to how many are summed at once. */
    static int paddedRows(int rows) {
        return (rows + ROWS - 1) / ROWS * ROWS;
    }

    /**
     * {@code c = a b}, panel by panel.
     *
     * @param a in one block
     * @param b in blocks of {@link #BLOCK}, at least as many rows as a has columns
     * @param c out: in one block
     * @param rows how many rows of a and c count; there is room for {@link #paddedRows}
     */
    static void multiply(Panels a, Panels b, Panels c, int rows) {
        int depth = a.columns();
        for (int panel = 0; panel < TileGrid.PANELS; panel++) {
            for (int column = 0; column < c.columns(); column += BLOCK) {
                int bAt = b.at(panel, 0, column);
                for (int row = 0; row < rows; row += ROWS) {
                    int aAt = a.at(panel, row, 0);
                    int cAt = c.at(panel, row, column);
                    if (WIDE) {
                        FourRows.multiply(a.values(), aAt, depth, b.values(), bAt, c.values(), cAt, c.columns());
                    } else {
                        TwoRows.multiply(a.values(), aAt, depth, b.values(), bAt, c.values(), cAt, c.columns());
                    }
                }
            }
        }
    }

    /**
     * {@code c += transposed(a) b}, panel by panel.
     *
     * @param a in blocks of {@link #TURNED_BLOCK}
     * @param b in blocks of {@link #BLOCK}
     * @param c in and out: in blocks of {@link #BLOCK}, as many rows as a has columns
     * @param rows how many rows of a and b count
     */
    static void addTransposed(Panels a, Panels b, Panels c, int rows) {
        for (int panel = 0; panel < TileGrid.PANELS; panel++) {
            for (int column = 0; column < c.columns(); column += BLOCK) {
                int bAt = b.at(panel, 0, column);
                for (int row = 0; row < c.rows(); row += ROWS) {
                    int aAt = a.at(panel, 0, row) + row % TURNED_BLOCK;
                    int cAt = c.at(panel, row, column);
                    if (WIDE) {
                        FourRows.addTransposed(a.values(), aAt, rows, b.values(), bAt, c.values(), cAt);
                    } else {
                        TwoRows.addTransposed(a.values(), aAt, rows, b.values(), bAt, c.values(), cAt);
                    }
                }
            }
        }
    }

    /** Writes the 4 vectors of a row of a block. */
    static void store(FloatVector v0, FloatVector v1, FloatVector v2, FloatVector v3, float[] c, int at) {
        v0.intoArray(c, at);
        v1.intoArray(c, at + Lanes.STEP);
        v2.intoArray(c, at + 2 * Lanes.STEP);
        v3.intoArray(c, at + 3 * Lanes.STEP);
    }
}
