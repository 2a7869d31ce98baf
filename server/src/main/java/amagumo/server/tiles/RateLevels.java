package amagumo.server.tiles;

import amagumo.ingest.radar.RainRate;
import amagumo.server.forecast.file.PackedRates;
import amagumo.server.render.ColourScale;
import amagumo.server.render.LevelField;
import java.util.Arrays;
import java.util.TreeSet;

/**
 * Rain rates as one octet: level 0 is missing, level 1 is less than 0.1 mm/h, and from there on each quarter of a decibel of
 * reflectivity (Marshall and Palmer) and each bound of JMA's classes begins a level, whose value that is. So a rate and its level
 * have the same colour in every palette.
 */
final class RateLevels {

    private static final byte MISSING = 0;
    private static final int DRY = 1;
    private static final double DECIBELS_A_LEVEL = 0.25;

    /** The first multiple of a quarter of a decibel above 0.1 mm/h. */
    private static final double FIRST_DBZ = 7.25;

    private static final float[] VALUES = makeValues();
    private static final byte[] LEVEL_OF_HUNDREDTHS = levelsOfHundredths();

    private RateLevels() {}

    /** The value of each level, mm/h, NaN where missing. The array is not to be changed. */
    static float[] values() {
        return VALUES;
    }

    /** The level of a rate in mm/h, NaN where missing. */
    static byte level(float rateMmH) {
        if (Float.isNaN(rateMmH)) {
            return MISSING;
        }
        int found = Arrays.binarySearch(VALUES, DRY, VALUES.length, rateMmH);
        return (byte) (found >= 0 ? found : Math.max(DRY, -found - 2));
    }

    /** The levels of {@linkplain PackedRates#hundredths hundredths} of mm/h. */
    static byte[] levels(char[] hundredths) {
        byte[] levels = new byte[hundredths.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = LEVEL_OF_HUNDREDTHS[hundredths[i]];
        }
        return levels;
    }

    private static float[] makeValues() {
        TreeSet<Float> bounds = new TreeSet<>();
        ColourScale.RAIN.classes().forEach(rainClass -> bounds.add(rainClass.from()));
        float[] values = new float[LevelField.MAX_LEVELS];
        for (double dBZ = FIRST_DBZ; bounds.size() < values.length - DRY - 1; dBZ += DECIBELS_A_LEVEL) {
            bounds.add((float) RainRate.MARSHALL_PALMER.rateMmH(dBZ));
        }
        values[MISSING] = Float.NaN;
        values[DRY] = 0;
        int level = DRY;
        for (float bound : bounds) {
            values[++level] = bound;
        }
        return values;
    }

    private static byte[] levelsOfHundredths() {
        byte[] levels = new byte[Character.MAX_VALUE + 1];
        for (int hundredths = 0; hundredths < levels.length; hundredths++) {
            levels[hundredths] = level(PackedRates.rateMmH((char) hundredths));
        }
        return levels;
    }
}
