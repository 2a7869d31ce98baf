package amagumo.ingest.jma;

import amagumo.ingest.grib.GribField;
import amagumo.ingest.grib.Identification;
import amagumo.ingest.grib.ProductDefinition;

/**
 * What a field shows, by JMA's parameter numbers. All of them are 192 or above, where each centre has numbers of its
 * own, so from another centre they mean something else. Source: JMA, technical information on the distribution of radar
 * data and nowcasts (配信資料に関する技術情報).
 */
public enum JmaProduct {
    /** Rain intensity: 1/201 over 10 minutes, 1/203 over 5 minutes, the latter also on the 250 m grid. */
    RAIN("rain rate", "mm/h"),
    /** Height of the echo top: 15/192. */
    ECHO_TOP("echo top", "km"),
    /** Likelihood of tornadoes, classes 1 to 3 (竜巻発生確度ナウキャスト): 193/0. */
    TORNADO_NOWCAST("tornado nowcast", "class"),
    /** Hourly precipitation from radar and gauges (解析雨量): 1/200. */
    HOURLY_PRECIPITATION("hourly precipitation", "mm"),
    /** Any other parameter. */
    UNKNOWN("unknown product", "unknown");

    private static final int METEOROLOGY = 0;

    private final String displayName;
    private final String unit;

    JmaProduct(String displayName, String unit) {
        this.displayName = displayName;
        this.unit = unit;
    }

    /** The product that a field's discipline, category and parameter stand for. */
    public static JmaProduct of(GribField field) {
        ProductDefinition product = field.product();
        Identification identification = field.identification();
        if (identification.discipline() != METEOROLOGY || !identification.usesNumbersOfJma()) {
            return UNKNOWN;
        }
        return switch (product.category() << 8 | product.parameter()) {
            case 1 << 8 | 200 -> HOURLY_PRECIPITATION;
            case 1 << 8 | 201, 1 << 8 | 203 -> RAIN;
            case 15 << 8 | 192 -> ECHO_TOP;
            case 193 << 8 -> TORNADO_NOWCAST;
            default -> UNKNOWN;
        };
    }

    /** What a field shows, for people: the product's name, or its numbers if it is unknown. */
    public static String describe(GribField field) {
        JmaProduct product = of(field);
        if (product != UNKNOWN) {
            return product.displayName;
        }
        Identification identification = field.identification();
        ProductDefinition definition = field.product();
        String name = WmoParameter.name(identification.discipline(), definition.category(), definition.parameter())
                .orElse(UNKNOWN.displayName);
        return "%s (centre %d, discipline %d, category %d, parameter %d, template 4.%d)"
                .formatted(
                        name,
                        identification.centre(),
                        identification.discipline(),
                        definition.category(),
                        definition.parameter(),
                        definition.template());
    }

    /** The unit of its values. */
    public String unit() {
        return unit;
    }
}
