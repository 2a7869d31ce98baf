package amagumo.model.nowcast;

import amagumo.model.threads.Rows;

/** Limits forecasts to what the last frame covers, no more and no less. */
final class ObservedArea {

    private ObservedArea() {}

    /**
     * Makes a forecast missing (NaN) where the last frame is missing, and dry where only the forecast is.
     *
     * @param rates changed in place
     * @return the same array
     */
    static float[][] only(float[][] rates, float[][] last) {
        Rows.forEach(rates.length, rates[0].length, r -> {
            for (int c = 0; c < rates[r].length; c++) {
                rates[r][c] = Float.isNaN(last[r][c]) ? Float.NaN : rates[r][c] > 0 ? rates[r][c] : 0;
            }
        });
        return rates;
    }
}
