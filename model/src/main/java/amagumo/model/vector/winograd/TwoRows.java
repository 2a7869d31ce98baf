package amagumo.model.vector.winograd;

import static amagumo.model.vector.Lanes.broadcast;
import static amagumo.model.vector.Lanes.load;

import amagumo.model.vector.Lanes;
import jdk.incubator.vector.FloatVector;

/**
 * Products of two rows with the 4 vectors of a block of {@link Products#BLOCK} columns. Their 8 sums stay in registers:
 * as many as keep two multiply-adds per cycle in flight and, together with the operands, fit into 16 registers.
 */
final class TwoRows {

    private static final int LANES = Lanes.STEP;

    private TwoRows() {}

    /** {@code c = a b}, where rows of a are {@code depth} apart and rows of c {@code cRow}. */
    static void multiply(float[] a, int a0, int depth, float[] b, int bAt, float[] c, int c0, int cRow) {
        FloatVector zero = FloatVector.zero(Lanes.SPECIES);
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
            int from = bAt + Products.BLOCK * k;
            FloatVector b0 = load(b, from);
            FloatVector b1 = load(b, from + LANES);
            FloatVector b2 = load(b, from + 2 * LANES);
            FloatVector b3 = load(b, from + 3 * LANES);
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
        Products.store(c00, c01, c02, c03, c, c0);
        Products.store(c10, c11, c12, c13, c, c0 + cRow);
    }

    /** {@code c += transposed(a) b}, where rows of a are {@link Products#TURNED_BLOCK} apart. */
    static void addTransposed(float[] a, int aAt, int depth, float[] b, int bAt, float[] c, int c0) {
        FloatVector c00 = load(c, c0);
        FloatVector c01 = load(c, c0 + LANES);
        FloatVector c02 = load(c, c0 + 2 * LANES);
        FloatVector c03 = load(c, c0 + 3 * LANES);
        FloatVector c10 = load(c, c0 + Products.BLOCK);
        FloatVector c11 = load(c, c0 + Products.BLOCK + LANES);
        FloatVector c12 = load(c, c0 + Products.BLOCK + 2 * LANES);
        FloatVector c13 = load(c, c0 + Products.BLOCK + 3 * LANES);
        for (int k = 0; k < depth; k++) {
            int at = aAt + Products.TURNED_BLOCK * k;
            int from = bAt + Products.BLOCK * k;
            FloatVector b0 = load(b, from);
            FloatVector b1 = load(b, from + LANES);
            FloatVector b2 = load(b, from + 2 * LANES);
            FloatVector b3 = load(b, from + 3 * LANES);
            FloatVector factor = broadcast(a[at]);
            c00 = factor.fma(b0, c00);
            c01 = factor.fma(b1, c01);
            c02 = factor.fma(b2, c02);
            c03 = factor.fma(b3, c03);
            factor = broadcast(a[at + 1]);
            c10 = factor.fma(b0, c10);
            c11 = factor.fma(b1, c11);
            c12 = factor.fma(b2, c12);
            c13 = factor.fma(b3, c13);
        }
        Products.store(c00, c01, c02, c03, c, c0);
        Products.store(c10, c11, c12, c13, c, c0 + Products.BLOCK);
    }
}
