package amagumo.server.render;

import amagumo.ingest.radar.LevelTable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The colours of values: classes in ascending order, each from its lower bound (included) up to the next one. Values
 * below the first class are fully transparent; missing ones (NaN) are a translucent grey, so that dry and unknown never
 * look alike.
 *
 * @param quantity what is shown, in words for users
 * @param unit unit of the bounds
 * @param classes at least 1 and at most {@link #MAX_CLASSES}, bounds ascending
 */
public record ColourScale(String quantity, String unit, List<ColourClass> classes) {

    /** Together with missing and transparent they are the 16 colours that four bits can distinguish. */
    public static final int MAX_CLASSES = 14;

    /** The colour of missing cells, {@code 0xAARRGGBB}. */
    public static final int MISSING_ARGB = 0x60808080;

    static final int MISSING = 0;
    static final int NOTHING = 1;

    /**
     * JMA's classes of rain intensity (mm/h), as on its nowcast map. Rates below 0.1 mm/h, the smallest rate above 0 in
     * JMA's tables, are dry.
     */
    public static final ColourScale RAIN = new ColourScale(
            "rain rate",
            "mm/h",
            List.of(
                    new ColourClass(0.1f, 0xF2F2FF),
                    new ColourClass(1, 0xA0D2FF),
                    new ColourClass(5, 0x218CFF),
                    new ColourClass(10, 0x0041FF),
                    new ColourClass(20, 0xFAF500),
                    new ColourClass(30, 0xFF9900),
                    new ColourClass(50, 0xFF2800),
                    new ColourClass(80, 0xB40068)));

    /**
     * The same classes in colours that people with any kind of colour vision tell apart, each darker than the one below it. How
     * far they are apart: docs/decisions/0046.
     */
    public static final ColourScale RAIN_SAFE = new ColourScale(
            RAIN.quantity(),
            RAIN.unit(),
            recoloured(0xF5FFEC, 0x80F0F7, 0xCBCC2B, 0xDF5A2E, 0x9C5173, 0x513DBB, 0x242242, 0x17080A));

    /**
     * Probability from 0 to 1, in steps of a tenth: one colour that darkens, so that more is more for every kind of colour vision.
     * Less than 0.05 is transparent.
     */
    public static final ColourScale PROBABILITY = new ColourScale(
            "probability",
            "1",
            List.of(
                    new ColourClass(0.05f, 0xF2F0F7),
                    new ColourClass(0.1f, 0xE3DFF0),
                    new ColourClass(0.2f, 0xCFCBE6),
                    new ColourClass(0.3f, 0xB7B2DA),
                    new ColourClass(0.4f, 0x9E97CC),
                    new ColourClass(0.5f, 0x8A7ABD),
                    new ColourClass(0.6f, 0x775BAE),
                    new ColourClass(0.7f, 0x65389C),
                    new ColourClass(0.8f, 0x521F86),
                    new ColourClass(0.9f, 0x3A0A66)));

    /** Echo top height in steps of 2 km, in the colours of JMA's rain classes. */
    public static final ColourScale ECHO_TOP = new ColourScale(
            "echo top height",
            "km",
            List.of(
                    new ColourClass(0.1f, 0xF2F2FF),
                    new ColourClass(2, 0xA0D2FF),
                    new ColourClass(4, 0x218CFF),
                    new ColourClass(6, 0x0041FF),
                    new ColourClass(8, 0xFAF500),
                    new ColourClass(10, 0xFF9900),
                    new ColourClass(12, 0xFF2800),
                    new ColourClass(14, 0xB40068)));

    /** The classes of JMA's tornado nowcast; class 1 is transparent. */
    public static final ColourScale TORNADO_NOWCAST = new ColourScale(
            "likelihood of tornadoes", "class", List.of(new ColourClass(2, 0xFAF500), new ColourClass(3, 0xFF2800)));

    /**
     * A class of a scale.
     *
     * @param from its lower bound, included
     * @param rgb its colour, {@code 0xRRGGBB}
     */
    public record ColourClass(float from, int rgb) {

        public ColourClass {
            if (!Float.isFinite(from) || rgb < 0 || rgb > 0xFFFFFF) {
                throw new IllegalArgumentException("no colour class: from %s, colour %x".formatted(from, rgb));
            }
        }

        /** The colour as CSS writes it, such as {@code #b40068}. */
        public String css() {
            return "#%06x".formatted(rgb);
        }
    }

    public ColourScale {
        classes = List.copyOf(classes);
        if (classes.isEmpty() || classes.size() > MAX_CLASSES) {
            throw new IllegalArgumentException("a colour scale of %d classes".formatted(classes.size()));
        }
        for (int i = 1; i < classes.size(); i++) {
            if (!(classes.get(i - 1).from() < classes.get(i).from())) {
                throw new IllegalArgumentException("the bounds of a colour scale must ascend");
            }
        }
    }

    private static List<ColourClass> recoloured(int... rgb) {
        return IntStream.range(0, rgb.length)
                .mapToObj(i -> new ColourClass(RAIN.classes().get(i).from(), rgb[i]))
                .toList();
    }

    /** The palette of a picture, {@code 0xAARRGGBB}, with the indices that {@link #index} returns. */
    int[] palette() {
        int[] palette = new int[NOTHING + 1 + classes.size()];
        palette[MISSING] = MISSING_ARGB;
        palette[NOTHING] = 0x00FFFFFF;
        for (int i = 0; i < classes.size(); i++) {
            palette[NOTHING + 1 + i] = 0xFF000000 | classes.get(i).rgb();
        }
        return palette;
    }

    /** The lower bounds of the classes. */
    float[] bounds() {
        float[] bounds = new float[classes.size()];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = classes.get(i).from();
        }
        return bounds;
    }

    /** Puts the palette index of each value into {@code indices}, given {@link #bounds}. */
    static void indices(float[] values, float[] bounds, byte[] indices) {
        float first = bounds[0];
        for (int i = 0; i < values.length; i++) {
            float value = values[i];
            int index = NOTHING; // most of a field is dry or missing
            if (!(value < first)) {
                index = value >= first ? index(value, bounds) : MISSING;
            }
            indices[i] = (byte) index;
        }
    }

    /** The palette index of a value, given {@link #bounds}. */
    static int index(float value, float[] bounds) {
        if (Float.isNaN(value)) {
            return MISSING;
        }
        int below = 0;
        while (below < bounds.length && value >= bounds[below]) {
            below++;
        }
        return NOTHING + below;
    }

    /** The palette index of each level of a table. */
    byte[] indices(LevelTable table) {
        float[] bounds = bounds();
        float[] values = table.values();
        byte[] indices = new byte[values.length];
        for (int level = 0; level < values.length; level++) {
            indices[level] = (byte) index(values[level], bounds);
        }
        return indices;
    }
}
