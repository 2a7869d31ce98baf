package amagumo.server.api;

import amagumo.server.render.ColourScale;
import java.util.List;

/**
 * What the colours of a picture mean. Cells below the first class are transparent.
 *
 * @param unit unit of the bounds, {@code 1} for shares
 * @param classes lowest first
 * @param missingColour colour of cells without data, as CSS writes it
 */
record Legend(String unit, List<ColourClass> classes, String missingColour) {

    static final Legend RAIN = of(ColourScale.RAIN);

    static final Legend PROBABILITY = of(ColourScale.PROBABILITY);

    /**
     * A class of values.
     *
     * @param from its lower bound, included; it ends where the next one begins
     * @param colour as CSS writes it
     */
    record ColourClass(double from, String colour) {}

    private static Legend of(ColourScale scale) {
        return new Legend(
                scale.unit(),
                scale.classes().stream()
                        .map(c -> new ColourClass(Double.parseDouble(Float.toString(c.from())), c.css()))
                        .toList(),
                "#%06x%02x".formatted(ColourScale.MISSING_ARGB & 0xFFFFFF, ColourScale.MISSING_ARGB >>> 24));
    }
}
