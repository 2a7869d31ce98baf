package amagumo.server.coverage;

/**
 * What the values of a coverage are (OGC 21-069r2; OGC API - EDR describes its parameters in the same way).
 *
 * @param type always {@code Parameter}
 * @param description of the values
 * @param unit that they are in
 * @param observedProperty what was measured or is forecast
 */
public record Parameter(String type, Text description, Unit unit, ObservedProperty observedProperty) {

    /** The name of {@link #RAIN_RATE} in documents. */
    public static final String RAIN_RATE_NAME = "rainfall_rate";

    /** Rain rates in mm/h. */
    public static final Parameter RAIN_RATE = new Parameter(
            "Parameter",
            new Text("Rain rate over the step that ends at the time", "時刻までの1ステップの降水強度"),
            new Unit(
                    new Text("millimetres per hour", "ミリメートル毎時"),
                    new Symbol("mm/h", "http://www.opengis.net/def/uom/UCUM/")),
            new ObservedProperty(
                    "http://vocab.nerc.ac.uk/standard_name/rainfall_rate/", new Text("Rain rate", "降水強度")));

    /** A text in English and in Japanese. */
    public record Text(String en, String ja) {}

    /** A unit. */
    public record Unit(Text label, Symbol symbol) {}

    /**
     * The symbol of a unit.
     *
     * @param type of what system it is one
     */
    public record Symbol(String value, String type) {}

    /**
     * A property.
     *
     * @param id its address in a vocabulary
     */
    public record ObservedProperty(String id, Text label) {}
}
