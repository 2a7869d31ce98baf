package amagumo.model.ensemble;

import amagumo.model.threads.Rows;

/** Rain rates in decibels above what counts as dry: the scale on which textures of rain are alike, however strong it is. */
final class Decibels {

    /** Less is dry. */
    static final float DRY_MM_H = 0.1f;

    /** What the weakest rain differs by from none. */
    private static final float WET = 5;

    private Decibels() {}

    /**
     * 0 where it is dry or nothing is known, and 5 and more elsewhere.
     *
     * @param rates {@code [row][column]} in mm/h, NaN missing
     */
    static float[][] of(float[][] rates) {
        float[][] decibels = new float[rates.length][rates[0].length];
        Rows.forEach(rates.length, rates[0].length, r -> {
            for (int c = 0; c < rates[r].length; c++) {
                decibels[r][c] = rates[r][c] >= DRY_MM_H ? WET + 10 * (float) Math.log10(rates[r][c] / DRY_MM_H) : 0;
            }
        });
        return decibels;
    }
}
