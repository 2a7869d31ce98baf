package amagumo.model.nowcast;

/** How far rain of a frame could have come, counted cell by cell. */
final class NaiveReach {

    private NaiveReach() {}

    /** The cells at most so many rows and columns away from rain. */
    static boolean[][] ofRain(float[][] frame, int cells) {
        int rows = frame.length;
        int columns = frame[0].length;
        boolean[][] alongRows = new boolean[rows][columns];
        boolean[][] reached = new boolean[rows][columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                for (int k = Math.max(0, c - cells); frame[r][c] > 0 && k <= Math.min(columns - 1, c + cells); k++) {
                    alongRows[r][k] = true;
                }
            }
        }
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                for (int k = Math.max(0, r - cells); alongRows[r][c] && k <= Math.min(rows - 1, r + cells); k++) {
                    reached[k][c] = true;
                }
            }
        }
        return reached;
    }

    /** The sum of a frame whose edges go on for so many cells beyond it. */
    static double sumContinued(float[][] frame, double cells) {
        double sum = 0;
        for (int r = 0; r < frame.length; r++) {
            for (int c = 0; c < frame[r].length; c++) {
                double alongColumns = 1 + (r == 0 ? cells : 0) + (r == frame.length - 1 ? cells : 0);
                double alongRows = 1 + (c == 0 ? cells : 0) + (c == frame[r].length - 1 ? cells : 0);
                sum += frame[r][c] > 0 ? frame[r][c] * alongRows * alongColumns : 0;
            }
        }
        return sum;
    }
}
