package amagumo.model.motion;

import java.util.Arrays;

/**
 * Three passes of a moving mean, in place. Beyond its ends a line continues with the values there.
 *
 * @param radius cells on each side that count in full
 * @param rim how much the next ones count
 */
record MovingMean(int radius, float rim) {

    private static final int PASSES = 3;

    /** How many cells away a cell still has an effect. */
    int reach() {
        return PASSES * (radius + 1);
    }

    private float scale() {
        return 1 / (2 * radius + 1 + 2 * rim);
    }

    /**
     * Smooths the places of a line from {@code from} up to {@code end}, as if it ended with them.
     *
     * @param padded to work in: twice ({@code radius} + 1) more than these places
     */
    void alongLine(float[] line, int from, int end, float[] padded) {
        int beyond = radius + 1;
        int length = end - from;
        float scale = scale();
        for (int pass = 0; pass < PASSES; pass++) {
            System.arraycopy(line, from, padded, beyond, length);
            Arrays.fill(padded, 0, beyond, line[from]);
            Arrays.fill(padded, beyond + length, length + 2 * beyond, line[end - 1]);
            double full = 0;
            for (int k = 1; k < 2 * beyond; k++) {
                full += padded[k];
            }
            for (int i = 0; i < length; i++) {
                float entering = padded[i + 2 * beyond];
                line[from + i] = scale * (float) (full + rim * (padded[i] + entering));
                full += (double) entering - padded[i + 1];
            }
        }
    }

    /**
     * Smooths down the columns of a block.
     *
     * @param block row by row; left with what a pass before the last gave
     * @param smoothed out: as large
     * @param full to work in: a number for each column
     */
    void downColumns(float[] block, float[] smoothed, int rows, double[] full) {
        downColumnsOnce(block, smoothed, rows, full);
        downColumnsOnce(smoothed, block, rows, full);
        downColumnsOnce(block, smoothed, rows, full);
    }

    /** Row after row, so that memory is read in order. */
    private void downColumnsOnce(float[] block, float[] smoothed, int rows, double[] full) {
        int columns = full.length;
        int last = rows - 1;
        float scale = scale();
        Arrays.fill(full, 0);
        for (int k = -radius; k <= radius; k++) {
            int row = inside(k, last) * columns;
            for (int c = 0; c < columns; c++) {
                full[c] += block[row + c];
            }
        }
        for (int r = 0; r <= last; r++) {
            int above = inside(r - radius - 1, last) * columns;
            int below = inside(r + radius + 1, last) * columns;
            int leaving = inside(r - radius, last) * columns;
            int to = r * columns;
            for (int c = 0; c < columns; c++) {
                float entering = block[below + c];
                smoothed[to + c] = scale * (float) (full[c] + rim * (block[above + c] + entering));
                full[c] += (double) entering - block[leaving + c];
            }
        }
    }

    private static int inside(int row, int last) {
        return Math.max(0, Math.min(last, row));
    }
}
