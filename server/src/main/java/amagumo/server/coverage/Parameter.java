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

    /** The name of {@link #rainRate} in documents. */
    public static final String RAIN_RATE_NAME = "rainfall_rate";

    /** The name of {@link #exceedance} in documents. */
    public static final String EXCEEDANCE_NAME = "exceedance_probability";

    /**
     * Rain rates in mm/h.
     *
     * @param provenance what the observed values were made from; empty if they are those of the radar files themselves
     */
    public static Parameter rainRate(String provenance) {
        return new Parameter(
                "Parameter",
                description("Rain rate over the step that ends at the time", "時刻までの1ステップの降水強度", provenance),
                new Unit(
                        new Text("millimetres per hour", "ミリメートル毎時"),
                        new Symbol("mm/h", "http://www.opengis.net/def/uom/UCUM/")),
                new ObservedProperty(
                        "http://vocab.nerc.ac.uk/standard_name/rainfall_rate/", new Text("Rain rate", "降水強度")));
    }

    /**
     * The probability of reaching a rain rate.
     *
     * @param thresholdMmH the rain rate, mm/h
     * @param provenance as {@link #rainRate}'s
     */
    public static Parameter exceedance(float thresholdMmH, String provenance) {
        String threshold = new BigDecimal(Float.toString(thresholdMmH))
                .stripTrailingZeros()
                .toPlainString();
        return new Parameter(
                "Parameter",
                description(
                        "Probability that the rain rate reaches %s mm/h".formatted(threshold),
                        "降水強度が%s mm/h以上となる確率".formatted(threshold),
                        provenance),
                new Unit(
                        new Text("probability from 0 to 1", "0から1の確率"),
                        new Symbol("1", "http://www.opengis.net/def/uom/UCUM/")),
                new ObservedProperty(null, new Text("Exceedance probability", "超過確率")));
    }

    /** A description is the one text of a coverage that its readers show. */
    private static Text description(String en, String ja, String provenance) {
        return provenance.isEmpty()
                ? new Text(en, ja)
                : new Text(en + ". Observed values: " + provenance, ja + "。観測値: " + provenance);
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
