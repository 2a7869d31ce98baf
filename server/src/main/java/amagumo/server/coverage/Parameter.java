package amagumo.server.coverage;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;

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

    /** The name of {@link #exceedance} in documents. */
    public static final String EXCEEDANCE_NAME = "exceedance_probability";

    /**
     * The probability of reaching a rain rate.
     *
     * @param thresholdMmH the rain rate, mm/h
     */
    public static Parameter exceedance(float thresholdMmH) {
        String threshold = new BigDecimal(Float.toString(thresholdMmH))
                .stripTrailingZeros()
                .toPlainString();
        return new Parameter(
                "Parameter",
                new Text(
                        "Probability that the rain rate reaches %s mm/h".formatted(threshold),
                        "降水強度が%s mm/h以上となる確率".formatted(threshold)),
                new Unit(
                        new Text("probability from 0 to 1", "0から1の確率"),
                        new Symbol("1", "http://www.opengis.net/def/uom/UCUM/")),
                new ObservedProperty(null, new Text("Exceedance probability", "超過確率")));
    }

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
     * @param id its address in a vocabulary, null if none has it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ObservedProperty(String id, Text label) {}
}
