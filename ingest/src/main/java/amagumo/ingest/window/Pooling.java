package amagumo.ingest.window;

/** Means over blocks of cells. */
public final class Pooling {

    private Pooling() {}

    /**
     * The mean of the non-missing cells of each block of {@code factor} x {@code factor} cells, missing (NaN) where
     * more than half of them are; rows and columns that do not fill a block are left out.
     */
    public static float[][] mean(float[][] values, int factor) {
        if (factor == 1) {
            return values;
        }
        float[][] pooled = new float[values.length / factor][values[0].length / factor];
        for (int row = 0; row < pooled.length; row++) {
            for (int column = 0; column < pooled[row].length; column++) {
                pooled[row][column] = mean(values, row * factor, column * factor, factor);
            }
        }
        return pooled;
    }

    private static float mean(float[][] values, int firstRow, int firstColumn, int factor) {
        double sum = 0;
        int seen = 0;
        for (int row = firstRow; row < firstRow + factor; row++) {
            for (int column = firstColumn; column < firstColumn + factor; column++) {
                float value = values[row][column];
                if (!Float.isNaN(value)) {
                    sum += value;
                    seen++;
                }
            }
        }
        return 2 * seen < factor * factor ? Float.NaN : (float) (sum / seen);
    }
}
