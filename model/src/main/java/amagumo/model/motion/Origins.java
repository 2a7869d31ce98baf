package amagumo.model.motion;

import amagumo.ingest.radar.CellBox;
import amagumo.model.motion.Trajectories.Between;
import amagumo.model.threads.Rows;

/**
 * Where the rain of each cell comes from, to the nearest cell: what is moved like that keeps its texture, which values
 * between cells would smooth.
 *
 * @param motion the motion of the rain
 */
public record Origins(MotionField motion) {

    /** A cell, inside the grid or beyond it. */
    @FunctionalInterface
    public interface Source {
        float at(int row, int column);
    }

    /**
     * A field moved along the motion.
     *
     * @param field {@code [row][column]} on the motion's grid
     * @param steps how many steps into the future, 0 or above
     * @return {@code [row][column]}; beyond the grid the field goes on with the values at its edge
     */
    public float[][] moved(float[][] field, int steps) {
        return moved(
                (row, column) -> field[inside(row, field.length)][inside(column, field[0].length)], steps, grid(), 0);
    }

    /** All cells of the motion's grid. */
    public CellBox grid() {
        return new CellBox(0, 0, motion.rows(), motion.columns());
    }

    /**
     * A part of a field that goes on beyond the grid, moved along the motion.
     *
     * @param margin how many cells around the part, and beyond the grid, are moved too; the motion there is that at the edge
     * @return {@code [row + margin][column + margin]}, counted from the part's corner
     */
    public float[][] moved(Source source, int steps, CellBox part, int margin) {
        Trajectories origins = motion.trajectories(steps);
        Between cells = origins.between(motion.columns());
        int firstRow = part.row() - margin;
        int firstColumn = part.column() - margin;
        float[][] moved = new float[part.rows() + 2 * margin][part.columns() + 2 * margin];
        Rows.forEach(moved.length, moved[0].length, r -> {
            float[] rows = new float[motion.columns()];
            float[] columns = new float[motion.columns()];
            int row = firstRow + r;
            origins.offsetsOfRow(inside(row, motion.rows()), cells, rows, columns);
            for (int c = 0; c < moved[r].length; c++) {
                int column = firstColumn + c;
                int moving = inside(column, motion.columns());
                moved[r][c] = source.at(row + Math.round(rows[moving]), column + Math.round(columns[moving]));
            }
        });
        return moved;
    }

    private static int inside(int index, int size) {
        return Math.max(0, Math.min(size - 1, index));
    }
}
