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

    /** A frame transformed in this way: a new array, except for index 0. */
    float[][] apply(float[][] frame) {
        if (index == 0) {
            return frame;
        }
        int n = frame.length;
        if (frame[0].length != n) {
            throw new IllegalArgumentException("%d x %d cells are not a square".formatted(frame[0].length, n));
        }
        boolean transpose = (index & 1) != 0;
        boolean flipRows = (index & 2) != 0;
        boolean flipColumns = (index & 4) != 0;
        float[][] laid = new float[n][n];
        for (int r = 0; r < n; r++) {
            int fromRow = flipRows ? n - 1 - r : r;
            for (int c = 0; c < n; c++) {
                int fromColumn = flipColumns ? n - 1 - c : c;
                laid[r][c] = transpose ? frame[fromColumn][fromRow] : frame[fromRow][fromColumn];
            }
        }
        return laid;
    }
}
