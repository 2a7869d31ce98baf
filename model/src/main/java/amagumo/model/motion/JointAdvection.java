package amagumo.model.motion;

import amagumo.model.motion.Trajectories.Between;
import amagumo.model.threads.Rows;
import java.util.Arrays;
import java.util.List;

/**
 * {@link Advection} of several fields at once that are read cell by cell: without an array for any of them, at the price of one motion, and
 * only where the result is wanted.
 *
 * @param fields what is moved
 * @param motion along which they move
 * @param inflow what comes in over the edges
 */
record JointAdvection(CellValues fields, MotionField motion, Inflow inflow) {

    /** Rows that a thread moves one after the other. */
    private static final int BAND = 16;

    /** Which cells of the result are wanted. */
    @FunctionalInterface
    interface Wanted {
        boolean at(int row, int column);
    }

    /**
     * Moves the fields.
     *
     * @param moved out: for each field {@code [row][column]} on the motion's grid, NaN where it is not wanted
     */
    void by(int steps, Wanted wanted, List<float[][]> moved) {
        int count = moved.size();
        int columns = motion.columns();
        Trajectories origins = motion.trajectories(steps);
        Between cells = origins.between(columns);
        Rows.forEach((motion.rows() + BAND - 1) / BAND, BAND * columns, band -> {
            Mover mover = new Mover(count);
            float[][] into = new float[count][];
            float[] rowOffsets = new float[columns];
            float[] columnOffsets = new float[columns];
            for (int r = band * BAND; r < Math.min(motion.rows(), (band + 1) * BAND); r++) {
                for (int k = 0; k < count; k++) {
                    into[k] = moved.get(k)[r];
                    Arrays.fill(into[k], 0);
                }
                origins.offsetsOfRow(r, cells, rowOffsets, columnOffsets);
                for (int c = 0; c < columns; c++) {
                    if (!wanted.at(r, c)) {
                        for (int k = 0; k < count; k++) {
                            into[k][c] = Float.NaN;
                        }
                    } else if (mover.at(r + rowOffsets[c], c + columnOffsets[c])) {
                        for (int k = 0; k < count; k++) {
                            into[k][c] = mover.values[k];
                        }
                    }
                }
            }
        });
    }

    /** What a thread works in: the values at a place, and those of the four cells around it. */
    private final class Mover {

        private final int lastRow = motion.rows() - 1;
        private final int lastColumn = motion.columns() - 1;
        private final float[] values;
        private final float[] a;
        private final float[] b;
        private final float[] c;
        private final float[] d;

        private Mover(int count) {
            values = new float[count];
            a = new float[count];
            b = new float[count];
            c = new float[count];
            d = new float[count];
        }

        /** Finds the values at a place between cells, or beyond the edge; false if they are all 0. */
        private boolean at(float y, float x) {
            float yInside = Math.max(0, Math.min(lastRow, y));
            float xInside = Math.max(0, Math.min(lastColumn, x));
            int row = (int) yInside;
            int column = (int) xInside;
            int below = Math.min(lastRow, row + 1);
            int right = Math.min(lastColumn, column + 1);
            boolean some = fields.read(row, column, a);
            some |= fields.read(row, right, b);
            some |= fields.read(below, column, c);
            some |= fields.read(below, right, d);
            if (!some) {
                return false;
            }
            float fy = yInside - row;
            float fx = xInside - column;
            boolean inside = y == yInside && x == xInside;
            for (int k = 0; k < values.length; k++) {
                float value = (1 - fy) * ((1 - fx) * a[k] + fx * b[k]) + fy * ((1 - fx) * c[k] + fx * d[k]);
                values[k] = inside ? value : inflow.at(Math.round(yInside), Math.round(xInside), value);
            }
            return true;
        }
    }
}
