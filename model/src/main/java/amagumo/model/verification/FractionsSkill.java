package amagumo.model.verification;

/**
 * The two sums of the fractions skill score, {@code 1 - squaredDifference / squaredSum} (Roberts and Lean 2008), of the
 * shares of event cells in a square around each cell, with cells beyond the edge counted as no event.
 *
 * @param squaredDifference Σ (Pf - Po)²
 * @param squaredSum Σ (Pf² + Po²)
 */
record FractionsSkill(double squaredDifference, double squaredSum) {

    /**
     * @param observed 1 where the event was observed, 0 elsewhere, row by row
     * @param forecast 1 where it was forecast, 0 elsewhere
     * @param window side of the square in cells, odd
     */
    static FractionsSkill of(byte[] observed, byte[] forecast, int rows, int columns, int window) {
        if (window < 1 || window % 2 == 0) {
            throw new IllegalArgumentException("an FSS window of %d cells is not odd".formatted(window));
        }
        int half = window / 2;
        // Running sums down each column, then along the row: a constant cost per cell for any window.
        int[] observedInColumn = new int[columns];
        int[] forecastInColumn = new int[columns];
        double difference = 0;
        double sum = 0;
        double cellsInWindow = (double) window * window;
        for (int r = -half; r < rows; r++) {
            addRow(observed, r + half, rows, columns, 1, observedInColumn);
            addRow(forecast, r + half, rows, columns, 1, forecastInColumn);
            addRow(observed, r - half - 1, rows, columns, -1, observedInColumn);
            addRow(forecast, r - half - 1, rows, columns, -1, forecastInColumn);
            if (r < 0) {
                continue;
            }
            long observedHere = 0;
            long forecastHere = 0;
            for (int c = -half; c < columns; c++) {
                if (c + half < columns) {
                    observedHere += observedInColumn[c + half];
                    forecastHere += forecastInColumn[c + half];
                }
                if (c - half - 1 >= 0) {
                    observedHere -= observedInColumn[c - half - 1];
                    forecastHere -= forecastInColumn[c - half - 1];
                }
                if (c >= 0) {
                    double po = observedHere / cellsInWindow;
                    double pf = forecastHere / cellsInWindow;
                    difference += (pf - po) * (pf - po);
                    sum += pf * pf + po * po;
                }
            }
        }
        return new FractionsSkill(difference, sum);
    }

    private static void addRow(byte[] events, int row, int rows, int columns, int sign, int[] inColumn) {
        if (row < 0 || row >= rows) {
            return;
        }
        for (int c = 0; c < columns; c++) {
            inColumn[c] += sign * events[row * columns + c];
        }
    }
}
