package amagumo.model.motion;

import amagumo.model.threads.Rows;
import java.util.Arrays;
import java.util.Optional;

/**
 * Gaussian smoothing of fields with missing cells, at a cost that does not depend on its width: three passes of a
 * moving mean whose outermost cells count in part, so that the variance is exact (extended box filtering, Gwosdek et
 * al. 2011). Beyond its edges a field continues with the values at the edge; missing cells have no weight. Where a field is the same
 * as far as the mean reaches, as most of a large one is where it does not rain, nothing is computed.
 */
public final class Blur {

    /** Far above the rounding errors of sums of rain rates in double, far below any rain. */
    private static final float ROUNDING = 1e-9f;

    /** A mean over weights that are hardly more than rounding errors is not a mean. */
    private static final float LEAST_WEIGHT = 1e-3f;

    /** Rows, and columns, that are smoothed by one thread, one after the other. */
    private static final int ROWS = 32;

    private static final int COLUMNS = 256;

    /** Adjacent columns that are smoothed at once: so few that all rows of a large grid stay in the cache. */
    private static final int STRIP = 32;

    private final MovingMean mean;

    /**
     * @param standardDeviation in cells, 0 or above
     */
    public Blur(double standardDeviation) {
        double variance = standardDeviation * standardDeviation / 3;
        int radius = (int) Math.floor(0.5 * Math.sqrt(12 * variance + 1) - 0.5);
        double r = radius;
        mean = new MovingMean(
                radius, (float) ((2 * r + 1) * (r * (r + 1) - 3 * variance) / (6 * (variance - (r + 1) * (r + 1)))));
    }

    /** How many cells away, along rows or columns, a cell still has an effect. */
    public int reach() {
        return mean.reach();
    }

    /** What is smoothed of a field. */
    @FunctionalInterface
    interface Of {
        /** Makes a number, 0 or above, of each cell of a row, 0 of a missing one. */
        void row(float[] cells, float[] numbers);
    }

    /**
     * A smoothed copy.
     *
     * @param field {@code [row][column]}, 0 or above, NaN missing
     * @return the weighted mean of the cells that are known, NaN where there are none nearby
     */
    public float[][] apply(float[][] field) {
        float[][] smoothed = new float[field.length][field[0].length];
        apply(field, Blur::known, weights(field, new float[field.length][field[0].length]), smoothed);
        return smoothed;
    }

    /**
     * Smooths what is made of a field.
     *
     * @param weights of the field
     * @param smoothed out: as large as the field
     */
    void apply(float[][] field, Of of, Optional<float[][]> weights, float[][] smoothed) {
        smooth(field, of, smoothed);
        Rows.forEach(smoothed.length, smoothed[0].length, r -> {
            if (weights.isPresent()) {
                divide(smoothed[r], weights.get()[r]);
            }
            clean(smoothed[r]);
        });
    }

    /**
     * How much of the neighbourhood of each cell of a field is known, 0 to 1.
     *
     * @param weights out: as large as the field
     * @return the weights; nothing if no cell is missing
     */
    Optional<float[][]> weights(float[][] field, float[][] weights) {
        if (Arrays.stream(field).noneMatch(Blur::hasMissing)) {
            return Optional.empty();
        }
        smooth(field, Blur::whetherKnown, weights);
        return Optional.of(weights);
    }

    private static boolean hasMissing(float[] row) {
        for (float value : row) {
            if (Float.isNaN(value)) {
                return true;
            }
        }
        return false;
    }

    private static void known(float[] cells, float[] known) {
        for (int c = 0; c < cells.length; c++) {
            known[c] = Float.isNaN(cells[c]) ? 0 : cells[c];
        }
    }

    private static void whetherKnown(float[] cells, float[] weights) {
        for (int c = 0; c < cells.length; c++) {
            weights[c] = Float.isNaN(cells[c]) ? 0 : 1;
        }
    }

    private static void divide(float[] sums, float[] weights) {
        for (int c = 0; c < sums.length; c++) {
            if (weights[c] < LEAST_WEIGHT) {
                sums[c] = Float.NaN;
            } else if (sums[c] != 0) {
                sums[c] /= weights[c];
            }
        }
    }

    /** Moving sums leave rounding errors where all is 0. */
    private static void clean(float[] means) {
        for (int c = 0; c < means.length; c++) {
            means[c] = means[c] < ROUNDING ? 0 : means[c];
        }
    }

    private void smooth(float[][] field, Of of, float[][] smoothed) {
        int columns = field[0].length;
        forEachPart(field.length, ROWS, columns, (first, end) -> {
            float[] padded = new float[columns + 2 * (mean.radius() + 1)];
            for (int r = first; r < end; r++) {
                float[] row = smoothed[r];
                of.row(field[r], row);
                Stretches.near(
                        columns,
                        reach(),
                        from -> nextChange(row, from),
                        (from, to) -> mean.alongLine(row, from, to, padded));
            }
        });
        forEachPart(columns, COLUMNS, field.length, (first, end) -> downColumns(smoothed, first, end));
    }

    /** The first place from {@code from} on that differs from the one before it, or the length of the row. */
    private static int nextChange(float[] row, int from) {
        if (from < row.length && row[from] != row[from - 1]) {
            return from;
        }
        int same = Arrays.mismatch(row, from, row.length, row, from - 1, row.length - 1);
        return same < 0 ? row.length : from + same;
    }

    /** Shares lines out among threads, so many at once that what a thread works in is small beside a field. */
    private static void forEachPart(int lines, int most, int length, Stretches.Work work) {
        int parts = (lines + most - 1) / most;
        Rows.forEach(parts, most * length, part -> work.on(part * most, Math.min(lines, (part + 1) * most)));
    }

    /** Smooths some columns in place. */
    private void downColumns(float[][] field, int first, int end) {
        float[] block = new float[field.length * STRIP];
        float[] smoothed = new float[block.length];
        for (int left = first; left < end; left += STRIP) {
            downStrip(field, left, Math.min(end, left + STRIP), block, smoothed);
        }
    }

    private void downStrip(float[][] field, int left, int right, float[] block, float[] smoothed) {
        int columns = right - left;
        double[] full = new double[columns];
        Stretches.near(field.length, reach(), from -> nextChange(field, from, left, right), (from, to) -> {
            for (int r = from; r < to; r++) {
                System.arraycopy(field[r], left, block, (r - from) * columns, columns);
            }
            mean.downColumns(block, smoothed, to - from, full);
            for (int r = from; r < to; r++) {
                System.arraycopy(smoothed, (r - from) * columns, field[r], left, columns);
            }
        });
    }

    /** The first row from {@code from} on that differs from the one before it between two columns, or the number of rows. */
    private static int nextChange(float[][] field, int from, int left, int right) {
        int row = from;
        while (row < field.length && Arrays.equals(field[row], left, right, field[row - 1], left, right)) {
            row++;
        }
        return row;
    }
}
