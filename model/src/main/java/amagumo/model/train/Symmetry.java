package amagumo.model.train;

/**
 * The eight symmetries of a square. Rain may move in any direction, so a flipped or turned window is as good as another
 * event.
 *
 * @param index 0 to 7; 0 leaves everything as it is
 */
public record Symmetry(int index) {

    static final int COUNT = 8;

    public Symmetry {
        if (index < 0 || index >= COUNT) {
            throw new IllegalArgumentException("symmetry %d of a square".formatted(index));
        }
    }

    /**
     * Where a cell of a frame that is laid so was before.
     *
     * @param side of the frame in cells
     * @return its place among the frame's cells, row by row
     */
    int from(int row, int column, int side) {
        int fromRow = (index & 2) != 0 ? side - 1 - row : row;
        int fromColumn = (index & 4) != 0 ? side - 1 - column : column;
        return (index & 1) != 0 ? fromColumn * side + fromRow : fromRow * side + fromColumn;
    }
}
