package amagumo.model.motion;

import amagumo.model.motion.Trajectories.Between;
import amagumo.model.threads.Rows;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@link Advection} of several fields at once that are read cell by cell: without an array for any of them, at the price of one motion, and
 * only where the result is wanted.
 *
 * @param fields what is moved
 * @param count how many fields there are
 * @param motion along which they move
 * @param inflow what comes in over the edges
 */
record JointAdvection(CellValues fields, int count, MotionField motion, Inflow inflow) {

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
     * @return for each field a new array {@code [row][column]} on the motion's grid, NaN where it is not wanted
     */
    List<float[][]> by(int steps, Wanted wanted) {
        int columns = motion.columns();
        List<float[][]> moved = IntStream.range(0, count)
                .mapToObj(k -> new float[motion.rows()][columns])
                .toList();
        Trajectories origins = motion.trajectories(steps);
        Between cells = origins.between(columns);
        Rows.forEach((motion.rows() + BAND - 1) / BAND, BAND * columns, band -> {
            Mover mover = new Mover();
            float[] rowOffsets = new float[columns];
            float[] columnOffsets = new float[columns];
            for (int r = band * BAND; r < Math.min(motion.rows(), (band + 1) * BAND); r++) {
                origins.offsetsOfRow(r, cells, rowOffsets, columnOffsets);
                for (int c = 0; c < columns; c++) {
                    if (!wanted.at(r, c)) {
                        put(Float.NaN, moved, r, c);
                    } else if (mover.at(r + rowOffsets[c], c + columnOffsets[c])) {
                        for (int k = 0; k < count; k++) {
                            moved.get(k)[r][c] = mover.values[k];
                        }
                    }
                }
            }
        });
        return moved;
    }

    private static void put(float value, List<float[][]> fields, int row, int column) {
        for (int k = 0; k < fields.size(); k++) {
            fields.get(k)[row][column] = value;
        }
    }

    /** What a thread works in: the values at a place, and those of the four cells around it. */
    private final class Mover {

        private final int lastRow = motion.rows() - 1;
        private final int lastColumn = motion.columns() - 1;
        private final float[] values = new float[count];
        private final float[] a = new float[count];
        private final float[] b = new float[count];
        private final float[] c = new float[count];
        private final float[] d = new float[count];

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
            for (int k = 0; k < count; k++) {
                float value = (1 - fy) * ((1 - fx) * a[k] + fx * b[k]) + fy * ((1 - fx) * c[k] + fx * d[k]);
                values[k] = inside ? value : inflow.at(Math.round(yInside), Math.round(xInside), value);
            }
            return true;
        }
    }
}
