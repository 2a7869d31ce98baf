package amagumo.ingest.export;

import amagumo.ingest.grib.GribField;
import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.jma.JmaProduct;
import java.util.Optional;

/**
 * What a series of fields measures, in the words of the CF conventions.
 *
 * @param name name of the variable in a file
 * @param standardName name in the CF standard name table, if it has one there
 * @param longName what the title of a plot would say
 * @param units the unit as UDUNITS reads it, if known
 */
public record Quantity(String name, Optional<String> standardName, String longName, Optional<String> units) {

    /** Rain rate in mm/h. */
    public static final Quantity RAINFALL_RATE =
            new Quantity("rainfall_rate", Optional.of("rainfall_rate"), "rain rate", Optional.of("mm h-1"));

    /** Probability of reaching a threshold of rain rates; the CF standard name table has no name for it. */
    public static final Quantity EXCEEDANCE_PROBABILITY = new Quantity(
            "exceedance_probability",
            Optional.empty(),
            "probability that the rain rate reaches the threshold",
            Optional.of("1"));

    private static final Quantity ECHO_TOP_HEIGHT =
            new Quantity("echo_top_height", Optional.empty(), "echo top height", Optional.of("km"));

    private static final Quantity TORNADO_NOWCAST = new Quantity(
            "tornado_nowcast", Optional.empty(), "likelihood of tornadoes, classes 1 to 3", Optional.of("1"));

    private static final Quantity HOURLY_PRECIPITATION = new Quantity(
            "precipitation_amount",
            Optional.of("lwe_thickness_of_precipitation_amount"),
            "precipitation of one hour",
            Optional.of("mm"));

    /** What a field of a file measures; an unknown product is named by its numbers. */
    public static Quantity of(GribField field) {
        return switch (JmaProduct.of(field)) {
            case RAIN -> RAINFALL_RATE;
            case ECHO_TOP -> ECHO_TOP_HEIGHT;
            case TORNADO_NOWCAST -> TORNADO_NOWCAST;
            case HOURLY_PRECIPITATION -> HOURLY_PRECIPITATION;
            case UNKNOWN -> {
                int discipline = field.identification().discipline();
                ProductDefinition product = field.product();
                yield new Quantity(
                        "parameter_" + discipline + "_" + product.category() + "_" + product.parameter(),
                        Optional.empty(),
                        "parameter %d of category %d, discipline %d"
                                .formatted(product.parameter(), product.category(), discipline),
                        Optional.empty());
            }
        };
    }
}
