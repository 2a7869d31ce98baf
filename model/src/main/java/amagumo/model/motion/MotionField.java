package amagumo.model.motion;

import java.util.ArrayList;
import java.util.List;

/**
 * A steady motion: how far rain moves in one step, at the centres of squares of cells of a grid.
 *
 * <p>Square (i, j) covers the cells of rows {@code i * spacing} to {@code (i + 1) * spacing - 1} and of columns
 * likewise. Between centres the field is bilinear, beyond the outermost ones it stays constant.
 */
public final class MotionField {

    private final int rows;
    private final int columns;
    private final int spacing;
    private final float[] east;
    private final float[] south;

    /** Trajectories that end at the cells, by their number of steps; a window asks for each repeatedly. */
    private final List<Trajectories> ending = new ArrayList<>();

    /** Trajectories that start at the cells and run backwards. */
    private final List<Trajectories> starting = new ArrayList<>();

    /**
     * A motion.
     *
     * @param rows rows of the grid
     * @param columns columns of the grid
     * @param spacing side of a square in cells
     * @param east displacement in columns per step, positive to the east, one per square, row by row; must not be
     *     changed
     * @param south displacement in rows per step, positive to the south; must not be changed
     */
    public MotionField(int rows, int columns, int spacing, float[] east, float[] south) {
        if (rows < 1 || columns < 1 || spacing < 1) {
            throw new IllegalArgumentException(
                    "a motion field of %d x %d cells at a spacing of %d".formatted(rows, columns, spacing));
        }
        int squares = squares(rows, spacing) * squares(columns, spacing);
        if (east.length != squares || south.length != squares) {
            throw new IllegalArgumentException(
                    "%d and %d displacements for %d squares".formatted(east.length, south.length, squares));
        }
        this.rows = rows;
        this.columns = columns;
        this.spacing = spacing;
        this.east = east;
        this.south = south;
        ending.add(Trajectories.none(this));
        starting.add(Trajectories.none(this));
    }

    /** The same displacement everywhere. */
    public static MotionField uniform(int rows, int columns, float east, float south) {
        int spacing = Math.max(rows, columns);
        return new MotionField(rows, columns, spacing, new float[] {east}, new float[] {south});
    }

    /**
     * The motion that the last frames show, by {@link OpticalFlow}.
     *
     * @param frames rain rates {@code [row][column]} in mm/h, equally spaced in time, oldest first, at least 2; missing
     *     cells (NaN) are taken as dry
     */
    public static MotionField estimate(List<float[][]> frames) {
        return OpticalFlow.estimate(frames);
    }

    /** Rows of the grid. */
    public int rows() {
        return rows;
    }

    /** Columns of the grid. */
    public int columns() {
        return columns;
    }

    /** Displacements in columns per step, one per square, row by row; must not be changed. */
    public float[] east() {
        return east;
    }

    /** Displacements in rows per step, likewise. */
    public float[] south() {
        return south;
    }

    /** Side of a square in cells. */
    public int spacing() {
        return spacing;
    }

    /**
     * Trajectories of this many steps that end at the cells; if steps is below 0, those that start there, run
     * backwards.
     */
    synchronized Trajectories trajectories(int steps) {
        List<Trajectories> known = steps < 0 ? starting : ending;
        while (known.size() <= Math.abs(steps)) {
            known.add(known.get(known.size() - 1).longer(this, steps >= 0));
        }
        return known.get(Math.abs(steps));
    }

    /** Columns per step at a cell, positive to the east. */
    public float east(int row, int column) {
        return eastPlane().at(inSquares(row), inSquares(column));
    }

    /** Rows per step at a cell, positive to the south. */
    public float south(int row, int column) {
        return southPlane().at(inSquares(row), inSquares(column));
    }

    Plane eastPlane() {
        return new Plane(squares(rows, spacing), squares(columns, spacing), east);
    }

    Plane southPlane() {
        return new Plane(squares(rows, spacing), squares(columns, spacing), south);
    }

    private float inSquares(int cell) {
        return (cell + 0.5f) / spacing - 0.5f;
    }

    private static int squares(int cells, int spacing) {
        return (cells + spacing - 1) / spacing;
    }
}
