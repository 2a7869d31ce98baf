package amagumo.model.motion;

import java.util.stream.IntStream;

/**
 * Semi-Lagrangian advection along a steady motion: a value comes from where the trajectory through its cell began,
 * bilinear between cells. A trajectory is followed step by step, each step with the motion at its own middle, iterated
 * (as Germann and Zawadzki 2002), and values are looked up once at its end, so that a field is smoothed once however far
 * it moves.
 */
public final class Advection {

    private Advection() {}

    /** What a cell gets whose trajectory began beyond the edge of the field. */
    public enum Inflow {
        /** NaN: nothing is known. */
        UNKNOWN,
        /** The nearest value at the edge: the rain goes on beyond it. */
        EDGE
    }

    /**
     * Moves a field along a motion.
     *
     * <p>A value next to missing ones is the weighted mean of those that exist, missing (NaN) where these weigh less than
     * a half.
     *
     * @param field {@code [row][column]}, NaN missing, of the motion's grid; left as it is
     * @param steps how many steps to the future; below 0: to the past, back along the same motion
     * @return a new array of the same size
     * @throws IllegalArgumentException if the motion is of another grid
     */
    public static float[][] advect(float[][] field, MotionField motion, int steps, Inflow inflow) {
        if (field.length != motion.rows() || field[0].length != motion.columns()) {
            throw new IllegalArgumentException("a field of %d x %d cells and a motion of %d x %d"
                    .formatted(field.length, field[0].length, motion.rows(), motion.columns()));
        }
        Trajectories origins = Trajectories.of(motion, steps);
        float[][] moved = new float[motion.rows()][motion.columns()];
        IntStream.range(0, motion.rows()).parallel().forEach(r -> moveRow(field, origins, r, inflow, moved[r]));
        return moved;
    }

    private static void moveRow(float[][] field, Trajectories origins, int row, Inflow inflow, float[] out) {
        float[] rowOffsets = new float[out.length];
        float[] columnOffsets = new float[out.length];
        origins.offsetsOfRow(row, rowOffsets, columnOffsets);
        float lastRow = field.length - 1;
        float lastColumn = out.length - 1;
        for (int c = 0; c < out.length; c++) {
            float y = row + rowOffsets[c];
            float x = c + columnOffsets[c];
            float yInside = Math.max(0, Math.min(lastRow, y));
            float xInside = Math.max(0, Math.min(lastColumn, x));
            boolean known = inflow == Inflow.EDGE || (y == yInside && x == xInside);
            out[c] = known ? bilinear(field, yInside, xInside) : Float.NaN;
        }
    }

    private static float bilinear(float[][] field, float y, float x) {
        int y0 = (int) y;
        int x0 = (int) x;
        float fy = y - y0;
        float fx = x - x0;
        float[] top = field[y0];
        float[] bottom = fy > 0 ? field[y0 + 1] : top;
        int x1 = fx > 0 ? x0 + 1 : x0;
        float value = (1 - fy) * ((1 - fx) * top[x0] + fx * top[x1]) + fy * ((1 - fx) * bottom[x0] + fx * bottom[x1]);
        if (!Float.isNaN(value)) {
            return value;
        }
        return ofThoseThatExist(
                new float[] {top[x0], top[x1], bottom[x0], bottom[x1]},
                new float[] {(1 - fy) * (1 - fx), (1 - fy) * fx, fy * (1 - fx), fy * fx});
    }

    private static float ofThoseThatExist(float[] values, float[] weights) {
        float sum = 0;
        float weight = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Float.isNaN(values[i])) {
                sum += weights[i] * values[i];
                weight += weights[i];
            }
        }
        return weight >= 0.5f ? sum / weight : Float.NaN;
    }
}
