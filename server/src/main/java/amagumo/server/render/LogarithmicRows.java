package amagumo.server.render;

import java.io.IOException;

/** Two neighbouring rows of a field as logarithms of rates, between which values are interpolated. Not for several threads. */
final class LogarithmicRows {

    /** What dry counts as. Rain is from 0.1 mm/h on, so its edge lies between a wet and a dry cell, nearer to the latter. */
    private static final float DRY_MM_H = 0.05f;

    /** Between cells of one value the value is that, also where it is the bound of a colour and single precision comes out below. */
    private static final float ROUNDING = 1e-5f;

    private static final float DRY = (float) Math.log(DRY_MM_H);

    private final LevelField field;
    private final int nx;
    private final float[] logarithmOfLevel;
    private final byte[] levels;
    private float[] upper;
    private float[] lower;
    private int upperRow = -1;
    private int lowerRow = -1;
    private float share;

    LogarithmicRows(LevelField field) {
        this.field = field;
        this.nx = field.grid().nx();
        this.logarithmOfLevel = logarithms(field.values());
        this.levels = new byte[nx];
        this.upper = new float[nx];
        this.lower = new float[nx];
    }

    /** Natural logarithms of rates in mm/h; what is less than any rain counts as dry, NaN stays. */
    static float[] logarithms(float[] ratesMmH) {
        float[] logarithms = new float[ratesMmH.length];
        for (int i = 0; i < ratesMmH.length; i++) {
            logarithms[i] = (float) Math.log(Math.max(DRY_MM_H, ratesMmH[i]));
        }
        return logarithms;
    }

    /**
     * Goes to a row of pixels.
     *
     * @param row where it lies, in rows from the middle of the northernmost cells, within the grid
     */
    void around(double row) throws IOException {
        int above = (int) Math.floor(row);
        share = (float) (row - above);
        int wantedUpper = Math.max(0, above);
        int wantedLower = Math.min(field.grid().ny() - 1, above + 1);
        if (wantedUpper == lowerRow) {
            float[] swapped = upper;
            upper = lower;
            lower = swapped;
            upperRow = lowerRow;
            lowerRow = -1;
        }
        if (wantedUpper != upperRow) {
            read(wantedUpper, upper);
            upperRow = wantedUpper;
        }
        if (wantedLower != lowerRow) {
            read(wantedLower, lower);
            lowerRow = wantedLower;
        }
    }

    /**
     * The value on this row of pixels.
     *
     * @param column where, in columns from the middle of the westernmost cells
     * @return NaN outside the grid, and where the nearest cell is missing; minus infinity between dry cells
     */
    float at(double column) {
        if (!(column >= -0.5 && column < nx - 0.5)) {
            return Float.NaN;
        }
        int before = (int) Math.floor(column);
        float across = (float) (column - before);
        int west = Math.max(0, before);
        int east = Math.min(nx - 1, before + 1);
        float[] nearestRow = share < 0.5f ? upper : lower;
        float nearest = nearestRow[across < 0.5f ? west : east];
        if (Float.isNaN(nearest)) {
            return Float.NaN;
        }
        float weighted = 0;
        float weights = 0;
        for (int corner = 0; corner < 4; corner++) {
            float value = (corner < 2 ? upper : lower)[(corner & 1) == 0 ? west : east];
            if (!Float.isNaN(value)) {
                float weight = (corner < 2 ? 1 - share : share) * ((corner & 1) == 0 ? 1 - across : across);
                weighted += weight * value;
                weights += weight;
            }
        }
        float value = weighted / weights;
        return value > DRY + ROUNDING ? value + ROUNDING : Float.NEGATIVE_INFINITY;
    }

    private void read(int row, float[] logarithms) throws IOException {
        field.read(row, levels);
        for (int i = 0; i < nx; i++) {
            logarithms[i] = logarithmOfLevel[levels[i] & 0xFF];
        }
    }
}
