package amagumo.ingest.radar;

import java.util.Optional;

/**
 * A rectangle of cells of a grid.
 *
 * @param row northernmost row, at least 0
 * @param column westernmost column, at least 0
 * @param rows number of rows, at least 1
 * @param columns number of columns, at least 1
 */
public record CellBox(int row, int column, int rows, int columns) {

    public CellBox {
        if (row < 0 || column < 0 || rows < 1 || columns < 1) {
            throw new IllegalArgumentException("%d rows from %d and %d columns from %d are not a box of cells"
                    .formatted(rows, row, columns, column));
        }
        Math.addExact(row, rows);
        Math.addExact(column, columns);
    }

    /** Whether every cell of this box lies in a grid of that many rows and columns. */
    public boolean fitsIn(int gridRows, int gridColumns) {
        return row + rows <= gridRows && column + columns <= gridColumns;
    }

    /** The cells that this box shares with another one of the same grid. */
    public Optional<CellBox> intersection(CellBox other) {
        int top = Math.max(row, other.row);
        int left = Math.max(column, other.column);
        int bottom = Math.min(row + rows, other.row + other.rows);
        int right = Math.min(column + columns, other.column + other.columns);
        return top < bottom && left < right
                ? Optional.of(new CellBox(top, left, bottom - top, right - left))
                : Optional.empty();
    }

    /** The number of cells. */
    public long cells() {
        return (long) rows * columns;
    }
}
