package amagumo.model.nowcast;

import amagumo.model.threads.Rows;

/** Brings fields of pooled cells back to the grid they were pooled from. */
final class PooledField {

    private PooledField() {}

    /**
     * A field of pooled cells on the input's grid, interpolated bilinearly between their centres, and missing where the
     * last frame is missing.
     */
    static float[][] onGrid(float[][] pooled, int factor, float[][] last) {
        float[][] rates = new float[last.length][last[0].length];
        Rows.forEach(rates.length, rates[0].length, r -> {
            float y = Math.max(0, Math.min(pooled.length - 1, (r + 0.5f) / factor - 0.5f));
            float[] above = pooled[(int) y];
            float[] below = pooled[Math.min(pooled.length - 1, (int) y + 1)];
            for (int c = 0; c < rates[r].length; c++) {
                float rate = factor == 1 ? above[c] : between(above, below, y - (int) y, (c + 0.5f) / factor - 0.5f);
                rates[r][c] = Float.isNaN(last[r][c]) ? Float.NaN : rate > 0 ? rate : 0;
            }
        });
        return rates;
    }

    private static float between(float[] above, float[] below, float fy, float column) {
        float x = Math.max(0, Math.min(above.length - 1, column));
        int left = (int) x;
        int right = Math.min(above.length - 1, left + 1);
        float fx = x - left;
        float top = known(above[left]) * (1 - fx) + known(above[right]) * fx;
        float bottom = known(below[left]) * (1 - fx) + known(below[right]) * fx;
        return top * (1 - fy) + bottom * fy;
    }

    /** Cells that were not seen are taken as dry. */
    private static float known(float rate) {
        return Float.isNaN(rate) ? 0 : rate;
    }
}
