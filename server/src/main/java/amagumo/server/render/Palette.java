package amagumo.server.render;

import amagumo.ingest.radar.RainRate;

/**
 * The colours of tiles: one for missing cells, one for values below the first bound, and one from each bound up to the next.
 * Colours are {@code 0xAARRGGBB}.
 */
public final class Palette {

    /** JMA's colours; missing cells are transparent as dry ones are, and so the entries are those of JMA's own tiles. */
    public static final Palette JMA = of(ColourScale.RAIN, 0x00FFFFFF);

    /** JMA's colours, and missing cells in a translucent grey. */
    public static final Palette JMA_AND_MISSING = of(ColourScale.RAIN, ColourScale.MISSING_ARGB);

    /** Colours that people with a colour vision deficiency tell apart, for the classes of JMA's. */
    public static final Palette SAFE = of(ColourScale.RAIN_SAFE, 0x00FFFFFF);

    /** The same, and missing cells in a translucent grey. */
    public static final Palette SAFE_AND_MISSING = of(ColourScale.RAIN_SAFE, ColourScale.MISSING_ARGB);

    /** The colours of probabilities; missing cells are transparent as improbable ones are. */
    public static final Palette PROBABILITY = of(ColourScale.PROBABILITY, 0x00FFFFFF);

    /** The same, and missing cells in a translucent grey. */
    public static final Palette PROBABILITY_AND_MISSING = of(ColourScale.PROBABILITY, ColourScale.MISSING_ARGB);

    /** Where radar does not see, in black; all else is transparent. */
    public static final Palette NO_COVERAGE = new Palette(new int[] {0xFF000000, 0x00FFFFFF}, new float[0]);

    private static final int LEAST_DBZ = -32;
    private static final int MOST_DBZ = 95;

    /**
     * Reflectivity as numbers: red, green and blue are each dBZ + 32, rounded down, of Marshall and Palmer's relation, 0 for -32
     * dBZ and less. Missing cells are transparent.
     */
    public static final Palette REFLECTIVITY = reflectivity();

    private final int[] colours;
    private final float[] bounds;

    private Palette(int[] colours, float[] bounds) {
        this.colours = colours;
        this.bounds = bounds;
    }

    private static Palette of(ColourScale scale, int missing) {
        int[] colours = scale.palette();
        colours[ColourScale.MISSING] = missing;
        return new Palette(colours, scale.bounds());
    }

    private static Palette reflectivity() {
        int[] colours = new int[MOST_DBZ - LEAST_DBZ + 2];
        float[] bounds = new float[MOST_DBZ - LEAST_DBZ];
        colours[ColourScale.MISSING] = 0;
        for (int grey = 0; grey <= MOST_DBZ - LEAST_DBZ; grey++) {
            colours[ColourScale.NOTHING + grey] = 0xFF000000 | grey << 16 | grey << 8 | grey;
            if (grey > 0) {
                bounds[grey - 1] = (float) RainRate.MARSHALL_PALMER.rateMmH(grey + LEAST_DBZ);
            }
        }
        return new Palette(colours, bounds);
    }

    /** The colours by index; the array is not to be changed. */
    int[] colours() {
        return colours;
    }

    /** The colour's index of each value. */
    byte[] indices(float[] values) {
        byte[] indices = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            indices[i] = (byte) ColourScale.index(values[i], bounds);
        }
        return indices;
    }

    /** The bounds, ascending, from each of which on there is another colour. The array is not to be changed. */
    float[] bounds() {
        return bounds;
    }
}
