package amagumo.model.convolution.winograd;

import amagumo.model.vector.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of the matrices of {@link Panels}. Sums of 2 rows and {@link #BLOCK} columns stay in registers: 8 vectors, as many
 * as keep two multiply-adds a cycle in flight. Of the shapes that were tried this one is fast whatever the JIT compiler of
 * JDK 17 makes of it; others halve their speed with the garbage collector, or run out of registers. The two inner loops differ in
 * how far apart the left-hand side's elements lie: one loop for both, told so by an argument, was a third slower.
 */
final class Products {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int ROWS = 2;

    /** Columns that are summed at once: the width of the blocks of every right-hand side. */
    static final int BLOCK = 4 * LANES;

    /** Columns of a block of the left-hand side of {@link #addTransposed}: a vector of the transforms. */
    static final int TURNED_BLOCK = Lanes.STEP;

    private Products() {}

    /** A number of columns, rounded up to whole blocks. */
    static int padded(int columns) {
        return (columns + BLOCK - 1) / BLOCK * BLOCK;
    }

    /** A number of rows, rounded up to what is summed at once. */
    static int paddedRows(int rows) {
        return (rows + ROWS - 1) / ROWS * ROWS;
    }

    /**
     * {@code c = a b}, panel by panel.
     *
     * @param a in one block
     * @param b in blocks of {@link #BLOCK}, at least as many rows as a has columns
     * @param c out: in one block
     * @param rows of a and c that count; there are as many as {@link #paddedRows}
     */
    static void multiply(Panels a, Panels b, Panels c, int rows) {
        int depth = a.columns();
        for (int panel = 0; panel < TileGrid.PANELS; panel++) {
            for (int column = 0; column < c.columns(); column += BLOCK) {
                int bAt = b.at(panel, 0, column);
                for (int row = 0; row < rows; row += ROWS) {
                    int aAt = a.at(panel, row, 0);
                    int cAt = c.at(panel, row, column);
                    multiply(a.values(), aAt, depth, b.values(), bAt, c.values(), cAt, c.columns());
                }
            }
        }
    }

    private static void multiply(float[] a, int a0, int depth, float[] b, int bAt, float[] c, int cAt, int cRow) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector c00 = zero;
        FloatVector c01 = zero;
        FloatVector c02 = zero;
        FloatVector c03 = zero;
        FloatVector c10 = zero;
        FloatVector c11 = zero;
        FloatVector c12 = zero;
        FloatVector c13 = zero;
        int a1 = a0 + depth;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = load(b, bAt + BLOCK * k);
            FloatVector b1 = load(b, bAt + BLOCK * k + LANES);
            FloatVector b2 = load(b, bAt + BLOCK * k + 2 * LANES);
            FloatVector b3 = load(b, bAt + BLOCK * k + 3 * LANES);
            FloatVector factor = broadcast(a[a0 + k]);
            c00 = factor.fma(b0, c00);
            c01 = factor.fma(b1, c01);
            c02 = factor.fma(b2, c02);
            c03 = factor.fma(b3, c03);
            factor = broadcast(a[a1 + k]);
            c10 = factor.fma(b0, c10);
            c11 = factor.fma(b1, c11);
            c12 = factor.fma(b2, c12);
            c13 = factor.fma(b3, c13);
        }
        c00.intoArray(c, cAt);
        c01.intoArray(c, cAt + LANES);
        c02.intoArray(c, cAt + 2 * LANES);
        c03.intoArray(c, cAt + 3 * LANES);
        c10.intoArray(c, cAt + cRow);
        c11.intoArray(c, cAt + cRow + LANES);
        c12.intoArray(c, cAt + cRow + 2 * LANES);
        c13.intoArray(c, cAt + cRow + 3 * LANES);
    }

    /**
     * {@code c += transposed(a) b}, panel by panel.
     *
     * @param a in blocks of {@link #TURNED_BLOCK}
     * @param b in blocks of {@link #BLOCK}
     * @param c in and out: in blocks of {@link #BLOCK}, as many rows as a has columns
     * @param rows of a and b that count
     */
    static void addTransposed(Panels a, Panels b, Panels c, int rows) {
        for (int panel = 0; panel < TileGrid.PANELS; panel++) {
            for (int column = 0; column < c.columns(); column += BLOCK) {
                int bAt = b.at(panel, 0, column);
                for (int row = 0; row < c.rows(); row += ROWS) {
                    int aAt = a.at(panel, 0, row) + row % TURNED_BLOCK;
                    addTransposed(a.values(), aAt, rows, b.values(), bAt, c.values(), c.at(panel, row, column));
                }
            }
        }
    }

    private static void addTransposed(float[] a, int aAt, int depth, float[] b, int bAt, float[] c, int cAt) {
        FloatVector c00 = load(c, cAt);
        FloatVector c01 = load(c, cAt + LANES);
        FloatVector c02 = load(c, cAt + 2 * LANES);
        FloatVector c03 = load(c, cAt + 3 * LANES);
        FloatVector c10 = load(c, cAt + BLOCK);
        FloatVector c11 = load(c, cAt + BLOCK + LANES);
        FloatVector c12 = load(c, cAt + BLOCK + 2 * LANES);
        FloatVector c13 = load(c, cAt + BLOCK + 3 * LANES);
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = load(b, bAt + BLOCK * k);
            FloatVector b1 = load(b, bAt + BLOCK * k + LANES);
            FloatVector b2 = load(b, bAt + BLOCK * k + 2 * LANES);
            FloatVector b3 = load(b, bAt + BLOCK * k + 3 * LANES);
            FloatVector factor = broadcast(a[aAt + TURNED_BLOCK * k]);
            c00 = factor.fma(b0, c00);
            c01 = factor.fma(b1, c01);
            c02 = factor.fma(b2, c02);
            c03 = factor.fma(b3, c03);
            factor = broadcast(a[aAt + TURNED_BLOCK * k + 1]);
            c10 = factor.fma(b0, c10);
            c11 = factor.fma(b1, c11);
            c12 = factor.fma(b2, c12);
            c13 = factor.fma(b3, c13);
        }
        c00.intoArray(c, cAt);
        c01.intoArray(c, cAt + LANES);
        c02.intoArray(c, cAt + 2 * LANES);
        c03.intoArray(c, cAt + 3 * LANES);
        c10.intoArray(c, cAt + BLOCK);
        c11.intoArray(c, cAt + BLOCK + LANES);
        c12.intoArray(c, cAt + BLOCK + 2 * LANES);
        c13.intoArray(c, cAt + BLOCK + 3 * LANES);
    }

    private static FloatVector load(float[] array, int at) {
        return FloatVector.fromArray(SPECIES, array, at);
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
