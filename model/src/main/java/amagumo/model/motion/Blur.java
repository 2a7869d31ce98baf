package amagumo.model.motion;

import amagumo.model.threads.Rows;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Gaussian smoothing of fields with missing cells, at a cost that does not depend on its width: three passes of a
 * moving mean whose outermost cells count in part, so that the variance is exact (extended box filtering, Gwosdek et
 * al. 2011). Beyond its edges a field continues with the values at the edge; missing cells have no weight.
 */
public final class Blur {

    private static final int PASSES = 3;

    /** Far above the rounding errors of sums of rain rates in double, far below any rain. */
    private static final float ROUNDING = 1e-9f;

    /** Cells on each side that count in full, and how much the next ones count. */
    private final int radius;

    private final float rim;

    /**
     * @param standardDeviation in cells, 0 or above
     */
    public Blur(double standardDeviation) {
        double variance = standardDeviation * standardDeviation / PASSES;
        radius = (int) Math.floor(0.5 * Math.sqrt(12 * variance + 1) - 0.5);
        double r = radius;
        rim = (float) ((2 * r + 1) * (r * (r + 1) - 3 * variance) / (6 * (variance - (r + 1) * (r + 1))));
    }

    /** How many cells away, along rows or columns, a cell still has an effect. */
    public int reach() {
        return PASSES * (radius + 1);
    }

    /**
     * A smoothed copy.
     *
     * @param field {@code [row][column]}, 0 or above, NaN missing
     * @return the weighted mean of the cells that are known, NaN where there are none nearby
     */
    public float[][] apply(float[][] field) {
        int columns = field[0].length;
        boolean missing = Arrays.stream(field).anyMatch(Blur::hasMissing);
        float[][] sums = new float[field.length][];
        Rows.forEach(sums.length, columns, r -> sums[r] = alongRow(known(field[r])));
        float[][] spare = new float[field.length][columns];
        float[][] smoothed = alongColumns(sums, spare);
        if (missing) {
            float[][] weights = new float[field.length][];
            Rows.forEach(weights.length, columns, r -> weights[r] = alongRow(whetherKnown(field[r])));
            float[][] smoothedWeights = alongColumns(weights, smoothed == sums ? spare : sums);
            Rows.forEach(smoothed.length, columns, r -> divide(smoothed[r], smoothedWeights[r]));
        } else {
            Rows.forEach(smoothed.length, columns, r -> divide(smoothed[r]));
        }
        return smoothed;
    }

    private static boolean hasMissing(float[] row) {
        for (float value : row) {
            if (Float.isNaN(value)) {
                return true;
            }
        }
        return false;
    }

    private static float[] known(float[] row) {
        float[] known = new float[row.length];
        for (int c = 0; c < row.length; c++) {
            known[c] = Float.isNaN(row[c]) ? 0 : row[c];
        }
        return known;
    }

    private static float[] whetherKnown(float[] row) {
        float[] weights = new float[row.length];
        for (int c = 0; c < row.length; c++) {
            weights[c] = Float.isNaN(row[c]) ? 0 : 1;
        }
        return weights;
    }

    /** A mean over weights that are hardly more than rounding errors is not a mean. */
    private static void divide(float[] sums, float[] weights) {
        float least = 1e-3f;
        for (int c = 0; c < sums.length; c++) {
            sums[c] = weights[c] < least ? Float.NaN : orNothing(sums[c] / weights[c]);
        }
    }

    private static void divide(float[] sums) {
        for (int c = 0; c < sums.length; c++) {
            sums[c] = orNothing(sums[c]);
        }
    }

    /** Moving sums leave rounding errors where all is 0. */
    private static float orNothing(float mean) {
        return mean < ROUNDING ? 0 : mean;
    }

    /** Smooths a row in place; for each pass its ends are repeated as far as the mean reaches beyond them. */
    private float[] alongRow(float[] row) {
        int reach = radius + 1;
        float[] padded = new float[row.length + 2 * reach];
        float scale = 1 / (2 * radius + 1 + 2 * rim);
        for (int pass = 0; pass < PASSES; pass++) {
            System.arraycopy(row, 0, padded, reach, row.length);
            Arrays.fill(padded, 0, reach, row[0]);
            Arrays.fill(padded, reach + row.length, padded.length, row[row.length - 1]);
            double full = 0;
            for (int k = 1; k < 2 * reach; k++) {
                full += padded[k];
            }
            for (int c = 0; c < row.length; c++) {
                float entering = padded[c + 2 * reach];
                row[c] = scale * (float) (full + rim * (padded[c] + entering));
                full += (double) entering - padded[c + 1];
            }
        }
        return row;
    }

    /** All passes, back and forth between two fields. Returns the one that holds the result. */
    private float[][] alongColumns(float[][] field, float[][] spare) {
        float[][] from = field;
        float[][] to = spare;
        for (int pass = 0; pass < PASSES; pass++) {
            alongColumnsOnce(from, to);
            float[][] result = to;
            to = from;
            from = result;
        }
        return from;
    }

    /** In bands of adjacent columns, each row after row, so that memory is read in order. */
    private void alongColumnsOnce(float[][] field, float[][] smoothed) {
        int columns = field[0].length;
        int last = field.length - 1;
        float scale = 1 / (2 * radius + 1 + 2 * rim);
        boolean shared = Rows.isWorthSharing(field.length, columns);
        int bands = shared ? Math.min(columns, Runtime.getRuntime().availableProcessors()) : 1;
        IntStream.range(0, bands).parallel().forEach(band -> {
            int first = columns * band / bands;
            int end = columns * (band + 1) / bands;
            double[] full = new double[end - first];
            for (int k = -radius; k <= radius; k++) {
                float[] row = field[clamp(k, last)];
                for (int c = first; c < end; c++) {
                    full[c - first] += row[c];
                }
            }
            for (int r = 0; r <= last; r++) {
                float[] above = field[clamp(r - radius - 1, last)];
                float[] below = field[clamp(r + radius + 1, last)];
                float[] leaving = field[clamp(r - radius, last)];
                float[] to = smoothed[r];
                for (int c = first; c < end; c++) {
                    to[c] = scale * (float) (full[c - first] + rim * (above[c] + below[c]));
                    full[c - first] += (double) below[c] - leaving[c];
                }
            }
        });
    }

    private static int clamp(int index, int last) {
        return Math.max(0, Math.min(last, index));
    }
}
