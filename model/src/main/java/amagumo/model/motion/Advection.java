package amagumo.model.motion;

import amagumo.ingest.radar.CellBox;
import amagumo.model.motion.Trajectories.Between;
import amagumo.model.threads.Rows;
import java.util.Collections;
import java.util.List;

/**
 * Semi-Lagrangian advection along a steady motion: a value comes from where the trajectory through its cell began,
 * bilinear between cells. A trajectory is followed step by step, each step with the motion at its own midpoint, found
 * by iteration (as in Germann and Zawadzki 2002), and values are looked up once at its end, so that a field is smoothed
 * only once however far it moves.
 */
public final class Advection {

    private Advection() {}

    /**
     * Moves a field along a motion.
     *
     * <p>A value next to missing ones is the weighted mean of those that exist, or missing (NaN) if these weigh less
     * than a half.
     *
     * @param field {@code [row][column]}, NaN missing, on the motion's grid; left as it is
     * @param steps how many steps into the future; below 0: into the past, back along the same motion
     * @return a new array of the same size
     * @throws IllegalArgumentException if the motion is on another grid
     */
    public static float[][] advect(float[][] field, MotionField motion, int steps, Inflow inflow) {
        return advect(field, motion, steps, inflow, new CellBox(0, 0, motion.rows(), motion.columns()));
    }

    /** As {@link #advect(float[][], MotionField, int, Inflow)}, several fields at the price of one motion. */
    static List<float[][]> advect(List<float[][]> fields, MotionField motion, int steps, Inflow inflow) {
        return advect(fields, motion, steps, inflow, new CellBox(0, 0, motion.rows(), motion.columns()));
    }

    /** As {@link #advect(float[][], MotionField, int, Inflow)}, but only the cells of a box. */
    static float[][] advect(float[][] field, MotionField motion, int steps, Inflow inflow, CellBox box) {
        return advect(Collections.singletonList(field), motion, steps, inflow, box)
                .get(0);
    }

    private static List<float[][]> advect(
            List<float[][]> fields, MotionField motion, int steps, Inflow inflow, CellBox box) {
        for (float[][] field : fields) {
            if (field.length != motion.rows() || field[0].length != motion.columns()) {
                throw new IllegalArgumentException("a field of %d x %d cells and a motion of %d x %d"
                        .formatted(field.length, field[0].length, motion.rows(), motion.columns()));
            }
        }
        Trajectories origins = motion.trajectories(steps);
        Between cells = origins.between(motion.columns());
        List<float[][]> moved = fields.stream()
                .map(field -> new float[box.rows()][box.columns()])
                .toList();
        Rows.forEach(box.rows(), box.columns(), r -> {
            float[] rowOffsets = new float[motion.columns()];
            float[] columnOffsets = new float[motion.columns()];
            origins.offsetsOfRow(box.row() + r, cells, rowOffsets, columnOffsets);
            for (int k = 0; k < moved.size(); k++) {
                float[][] field = fields.get(k);
                float[] row = moved.get(k)[r];
                for (int c = 0; c < row.length; c++) {
                    int column = box.column() + c;
                    float y = box.row() + r + rowOffsets[column];
                    float x = column + columnOffsets[column];
                    row[c] = at(field, y, x, inflow);
                }
            }
        });
        return moved;
    }

    private static float at(float[][] field, float y, float x, Inflow inflow) {
        boolean inside = y >= 0 && y < field.length - 1 && x >= 0 && x < field[0].length - 1;
        return inside ? bilinear(field, y, x, (int) y + 1, (int) x + 1) : atTheEdge(field, y, x, inflow);
    }

    private static float atTheEdge(float[][] field, float y, float x, Inflow inflow) {
        int lastRow = field.length - 1;
        int lastColumn = field[0].length - 1;
        float yInside = Math.max(0, Math.min(lastRow, y));
        float xInside = Math.max(0, Math.min(lastColumn, x));
        float value = bilinear(
                field, yInside, xInside, Math.min(lastRow, (int) yInside + 1), Math.min(lastColumn, (int) xInside + 1));
        return y == yInside && x == xInside ? value : inflow.at(Math.round(yInside), Math.round(xInside), value);
    }

    /** The value at a place between the cells of its own row and column and those below and to the right. */
    private static float bilinear(float[][] field, float y, float x, int below, int right) {
        int y0 = (int) y;
        int x0 = (int) x;
        float fy = y - y0;
        float fx = x - x0;
        float[] top = field[y0];
        float[] bottom = field[below];
        float a = top[x0];
        float b = top[right];
        float c = bottom[x0];
        float d = bottom[right];
        float value = (1 - fy) * ((1 - fx) * a + fx * b) + fy * ((1 - fx) * c + fx * d);
        return Float.isNaN(value) ? ofTheKnown(a, b, c, d, fy, fx) : value;
    }

    /** The weighted mean of those of four values that exist. */
    private static float ofTheKnown(float a, float b, float c, float d, float fy, float fx) {
        float weightA = Float.isNaN(a) ? 0 : (1 - fy) * (1 - fx);
        float weightB = Float.isNaN(b) ? 0 : (1 - fy) * fx;
        float weightC = Float.isNaN(c) ? 0 : fy * (1 - fx);
        float weightD = Float.isNaN(d) ? 0 : fy * fx;
        float weight = weightA + weightB + weightC + weightD;
        if (weight < 0.5f) {
            return Float.NaN;
        }
        return (part(weightA, a) + part(weightB, b) + part(weightC, c) + part(weightD, d)) / weight;
    }

    private static float part(float weight, float value) {
        return weight > 0 ? weight * value : 0;
    }
}
