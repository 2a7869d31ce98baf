package amagumo.ingest.radar;

import java.time.Instant;

/**
 * What a radar network saw in one interval: a level for each cell of a grid.
 *
 * @param validTime end of the interval, UTC
 * @param stepMinutes length of the interval, 0 for a point in time
 * @param grid where the cells lie
 * @param table what the levels mean, mm/h for rain
 * @param levels one per cell, row by row from the north-west
 */
public record RadarFrame(Instant validTime, int stepMinutes, RadarGrid grid, LevelTable table, Levels levels) {

    public RadarFrame {
        if (stepMinutes < 0) {
            throw new IllegalArgumentException("a step of %d minutes".formatted(stepMinutes));
        }
        if (grid.cells() != levels.size()) {
            throw new IllegalArgumentException(
                    "%d levels for a grid of %d x %d cells".formatted(levels.size(), grid.nx(), grid.ny()));
        }
    }

    /** The value of a cell (mm/h for rain), NaN where missing. */
    public float value(int row, int column) {
        return table.value(levels.get(row * grid.nx() + column));
    }

    /** The values of all cells as {@code [row][column]} (mm/h for rain), NaN where missing. */
    public float[][] values() {
        return values(grid.allCells());
    }

    /**
     * The values of a box of cells as {@code [row][column]} (mm/h for rain), NaN where missing.
     *
     * @throws IllegalArgumentException if the box is not inside the grid
     */
    public float[][] values(CellBox box) {
        if (!box.fitsIn(grid.ny(), grid.nx())) {
            throw new IllegalArgumentException("%s is not inside %s".formatted(box, grid));
        }
        float[][] rows = new float[box.rows()][box.columns()];
        for (int r = 0; r < box.rows(); r++) {
            int from = (box.row() + r) * grid.nx() + box.column();
            levels.valuesInto(table, from, box.columns(), rows[r], 0);
        }
        return rows;
    }
}
