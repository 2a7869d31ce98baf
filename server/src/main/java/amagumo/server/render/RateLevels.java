package amagumo.server.render;

import amagumo.ingest.radar.RainRate;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * Rain rates as one octet: level 0 is missing, level 1 less than the first bound, and n + 2 a rate of at least bound n and below
 * the next. The bounds of JMA's classes are among them, so that a rate and its level have the same colour.
 */
public final class RateLevels {

    /** Level of a cell without data. */
    public static final int MISSING = 0;

    /** Level of a cell whose rate is below the first bound. */
    public static final int DRY = 1;

    /**
     * What travels to maps that draw by themselves: 8 to 15 % apart above 1 mm/h, with the thresholds of the scores among them. Finer
     * levels would pack worse.
     */
    public static final RateLevels COARSE = new RateLevels(List.of(
            0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f, 0.9f, 1f, 1.1f, 1.25f, 1.4f, 1.6f, 1.8f, 2f, 2.25f, 2.5f,
            2.75f, 3f, 3.3f, 3.6f, 4f, 4.5f, 5f, 5.5f, 6f, 6.6f, 7.3f, 8f, 9f, 10f, 11f, 12f, 13.5f, 15f, 16.5f, 18f,
            20f, 22f, 24.5f, 27f, 30f, 33f, 36.5f, 40f, 45f, 50f, 55f, 60f, 66f, 73f, 80f, 90f, 100f, 110f, 125f, 140f,
            160f, 180f, 200f, 230f, 260f));

    /** The first multiple of a quarter of a decibel above 0.1 mm/h. */
    private static final double FIRST_DBZ = 7.25;

    private static final double DECIBELS_A_LEVEL = 0.25;

    /**
     * What tiles are drawn of: each quarter of a decibel of reflectivity (Marshall and Palmer) begins a level, and so does each whole
     * one, which a palette may tell from the next.
     */
    public static final RateLevels FINE = new RateLevels(quartersOfDecibels());

    private final List<Float> boundsMmH;
    private final float[] values;

    private RateLevels(List<Float> boundsMmH) {
        this.boundsMmH = boundsMmH;
        this.values = new float[DRY + 1 + boundsMmH.size()];
        values[MISSING] = Float.NaN;
        values[DRY] = 0;
        for (int i = 0; i < boundsMmH.size(); i++) {
            values[DRY + 1 + i] = boundsMmH.get(i);
        }
    }

    /** The bounds, mm/h, ascending. */
    public List<Float> boundsMmH() {
        return boundsMmH;
    }

    /** The value of each level, mm/h, NaN where missing: its lower bound, 0 for dry. The array is not to be changed. */
    public float[] values() {
        return values;
    }

    /** The level of a rate in mm/h, NaN where missing. */
    public int level(float rateMmH) {
        if (Float.isNaN(rateMmH)) {
            return MISSING;
        }
        int found = Arrays.binarySearch(values, DRY, values.length, rateMmH);
        return found >= 0 ? found : Math.max(DRY, -found - 2);
    }

    private static List<Float> quartersOfDecibels() {
        TreeSet<Float> bounds = new TreeSet<>();
        ColourScale.RAIN.classes().forEach(rainClass -> bounds.add(rainClass.from()));
        for (double dBZ = FIRST_DBZ; bounds.size() < LevelField.MAX_LEVELS - DRY - 1; dBZ += DECIBELS_A_LEVEL) {
            bounds.add((float) RainRate.MARSHALL_PALMER.rateMmH(dBZ));
        }
        return List.copyOf(bounds);
    }
}
