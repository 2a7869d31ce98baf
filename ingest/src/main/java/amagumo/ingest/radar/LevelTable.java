package amagumo.ingest.radar;

import java.util.Arrays;

/**
 * What the levels of a frame mean: level {@code n >= 1} is {@code raw[n - 1] / 10^decimalScale}, computed in double and
 * rounded to float; level 0 is missing (NaN), never 0. Source: GRIB2 data representation template 5.200 (JMA).
 */
public final class LevelTable {

    /** The most levels that two octets can count. */
    public static final int MAX_LEVELS = 65_535;

    private final int decimalScale;
    private final int[] raw;
    private final float[] values;

    /**
     * @param decimalScale decimal scale factor D, -127 to 127
     * @param raw the table's two-octet values, 0 to 65535 each, level 1 first
     * @throws IllegalArgumentException if the table is empty or a number is out of range
     */
    public LevelTable(int decimalScale, int[] raw) {
        if (raw.length < 1 || raw.length > MAX_LEVELS) {
            throw new IllegalArgumentException("a table of %d levels".formatted(raw.length));
        }
        if (Math.abs(decimalScale) > 127) {
            throw new IllegalArgumentException("decimal scale %d".formatted(decimalScale));
        }
        this.decimalScale = decimalScale;
        this.raw = raw.clone();
        this.values = new float[raw.length + 1];
        values[0] = Float.NaN;
        double scale = Math.pow(10, decimalScale);
        for (int level = 1; level <= raw.length; level++) {
            int value = raw[level - 1];
            if (value < 0 || value > 65_535) {
                throw new IllegalArgumentException("level %d has the value %d".formatted(level, value));
            }
            values[level] = (float) (value / scale);
        }
    }

    /** The decimal scale factor D. */
    public int decimalScale() {
        return decimalScale;
    }

    /** The largest level, the table's size. */
    public int maxLevel() {
        return raw.length;
    }

    /** A copy of the table's two-octet values, level 1 first. */
    public int[] raw() {
        return raw.clone();
    }

    /**
     * The value of a level in the table's unit (mm/h for rain), NaN for level 0.
     *
     * @throws IndexOutOfBoundsException if the level is not in the table
     */
    public float value(int level) {
        return values[level];
    }

    /** A copy of the values of all levels, indexed by level, NaN at 0. */
    public float[] values() {
        return values.clone();
    }

    /**
     * The level whose value is nearest, the lower one of two equally near ones; 0 for NaN. The values must ascend, as
     * those of every rain table do.
     *
     */
    public int nearestLevel(float value) {
        if (Float.isNaN(value)) {
            return 0;
        }
        int found = Arrays.binarySearch(values, 1, values.length, value);
        if (found > 0) {
            return found;
        }
        int above = -found - 1;
        if (above == 1) {
            return 1;
        }
        if (above == values.length) {
            return values.length - 1;
        }
        return value - values[above - 1] <= values[above] - value ? above - 1 : above;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LevelTable table && table.decimalScale == decimalScale && Arrays.equals(table.raw, raw);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(raw) + decimalScale;
    }

    @Override
    public String toString() {
        return "LevelTable[levels=%d, decimalScale=%d]".formatted(raw.length, decimalScale);
    }
}
