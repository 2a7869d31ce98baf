package amagumo.model.nowcast;

import amagumo.model.threads.Rows;

/**
 * How much heavy rain there is, so that it can be restored in forecasts. The mean over possible outcomes is smooth, so
 * ever less of it exceeds {@value #HEAVY_MM_H} mm/h although just as much real rain does. If too little does, rates are
 * stretched until the area is {@value #SHARE} times that of the last frame: probability matching at one threshold
 * (after Ebert 2001), which keeps every cell's rank and all rates below {@value #LIGHT_MM_H} mm/h.
 *
 * @param observed the last frame {@code [row][column]} in mm/h, NaN missing
 * @param cells how many cells of a forecast should be heavy
 */
record HeavyRain(float[][] observed, long cells) {

    static final float HEAVY_MM_H = 5;
    static final double SHARE = 0.9;

    /** Rates below this stay as they are. */
    static final float LIGHT_MM_H = 1.5f;

    /** No rate below this becomes heavy, however little heavy rain there is. */
    static final float LEAST_MM_H = 2.5f;

    /** Rates above this stay as they are. */
    private static final float EXTREME_MM_H = 30;

    private static final int BINS = 1024;

    /** The heavy rain of the last frame. */
    static HeavyRain of(float[][] observed) {
        long heavy = 0;
        for (float[] row : observed) {
            for (float rate : row) {
                heavy += rate >= HEAVY_MM_H ? 1 : 0;
            }
        }
        return new HeavyRain(observed, (long) (SHARE * heavy));
    }

    /**
     * Stretches a forecast in place.
     *
     * @param rates {@code [row][column]} in mm/h, as it lies at the time of the last frame
     * @return the same array
     */
    float[][] restore(float[][] rates) {
        float threshold = threshold(rates);
        if (threshold < HEAVY_MM_H) {
            Rows.forEach(rates.length, rates[0].length, r -> stretch(rates[r], threshold));
        }
        return rates;
    }

    /** The rate that is reached by as many cells as should be heavy, within limits. */
    private float threshold(float[][] rates) {
        long[] bins = new long[BINS];
        long above = 0;
        float scale = BINS / (HEAVY_MM_H - LEAST_MM_H);
        for (int r = 0; r < rates.length; r++) {
            for (int c = 0; c < rates[r].length; c++) {
                float rate = rates[r][c];
                if (rate >= LEAST_MM_H && !Float.isNaN(observed[r][c])) {
                    int bin = (int) ((rate - LEAST_MM_H) * scale);
                    if (bin < BINS) {
                        bins[bin]++;
                    } else {
                        above++;
                    }
                }
            }
        }
        int bin = BINS;
        while (bin > 0 && above < cells) {
            above += bins[--bin];
        }
        return LEAST_MM_H + bin / scale;
    }

    /**
     * Straight lines between logarithms: the threshold becomes heavy, twice the threshold twice heavy, and extreme rain
     * stays.
     */
    private static void stretch(float[] rates, float threshold) {
        double[] from = {Math.log(LIGHT_MM_H), Math.log(threshold), Math.log(2 * threshold), Math.log(EXTREME_MM_H)};
        double[] to = {from[0], Math.log(HEAVY_MM_H), Math.log(2 * HEAVY_MM_H), from[3]};
        for (int c = 0; c < rates.length; c++) {
            if (rates[c] > LIGHT_MM_H && rates[c] < EXTREME_MM_H) {
                double x = Math.log(rates[c]);
                int k = x < from[1] ? 0 : x < from[2] ? 1 : 2;
                rates[c] = (float) Math.exp(to[k] + (x - from[k]) * (to[k + 1] - to[k]) / (from[k + 1] - from[k]));
            }
        }
    }
}
