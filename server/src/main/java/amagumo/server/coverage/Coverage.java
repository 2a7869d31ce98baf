package amagumo.server.coverage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * Rain rates in a domain (OGC 21-069r2), as Jackson writes them.
 *
 * @param type always {@code Coverage}
 * @param domain where and when they are
 * @param parameters what they are, by name
 * @param ranges their values, by the names of the parameters
 */
public record Coverage(String type, Domain domain, Map<String, Parameter> parameters, Map<String, NdArray> ranges) {

    /** What CoverageJSON is called: as registered by OGC, as it was before that, and as any JSON is. */
    public static final List<String> MEDIA_TYPES =
            List.of("application/vnd.cov+json", "application/prs.coverage+json", "application/json");

    private static final double HUNDREDTHS = 100;

    /**
     * Values along axes.
     *
     * @param type always {@code NdArray}
     * @param dataType always {@code float}
     * @param axisNames the axes of the domain, slowest first
     * @param shape how many values there are along each
     * @param values mm/h to 0.01 mm/h; null where missing
     */
    public record NdArray(
            String type, String dataType, List<String> axisNames, List<Integer> shape, List<Double> values) {}

    /**
     * The rain rates of a place over time.
     *
     * @param longitude degrees
     * @param latitude degrees
     * @param ratesMmH by valid time, mm/h, NaN where missing
     * @param provenance what the observed values were made from; empty if they are those of the radar files themselves
     */
    public static Coverage pointSeries(
            double longitude, double latitude, NavigableMap<Instant, Float> ratesMmH, String provenance) {
        List<Double> values = new ArrayList<>(); // which may hold null, unlike List.of
        ratesMmH.values()
                .forEach(rate -> values.add(Float.isNaN(rate) ? null : Math.round(rate * HUNDREDTHS) / HUNDREDTHS));
        return new Coverage(
                "Coverage",
                Domain.pointSeries(longitude, latitude, List.copyOf(ratesMmH.keySet())),
                Map.of(Parameter.RAIN_RATE_NAME, Parameter.rainRate(provenance)),
                Map.of(
                        Parameter.RAIN_RATE_NAME,
                        new NdArray("NdArray", "float", List.of("t"), List.of(values.size()), values)));
    }
}
