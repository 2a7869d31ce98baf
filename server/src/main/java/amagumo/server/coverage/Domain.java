package amagumo.server.coverage;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where and when the values of a coverage are (OGC 21-069r2).
 *
 * @param type always {@code Domain}
 * @param domainType which axes there are
 * @param axes by name
 * @param referencing what the coordinates of the axes are
 */
public record Domain(String type, String domainType, Map<String, Axis> axes, List<Reference> referencing) {

    /** Longitude and latitude in degrees, in that order, on WGS 84. */
    public static final String CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

    /** What the axes x, y and t are. */
    public static final List<Reference> LONGITUDE_LATITUDE_TIME = List.of(
            new Reference(List.of("x", "y"), new Geographic("GeographicCRS", CRS84)),
            new Reference(List.of("t"), new Temporal("TemporalRS", "Gregorian")));

    /** Coordinates: numbers or texts. */
    public record Axis(List<?> values) {}

    /** Which system the coordinates of some axes are of. */
    public record Reference(List<String> coordinates, ReferenceSystem system) {}

    /** What coordinates mean. */
    public sealed interface ReferenceSystem {}

    /** Of places. */
    public record Geographic(String type, String id) implements ReferenceSystem {}

    /** Of times. */
    public record Temporal(String type, String calendar) implements ReferenceSystem {}

    /**
     * A place over time.
     *
     * @param longitude degrees
     * @param latitude degrees
     */
    static Domain pointSeries(double longitude, double latitude, List<Instant> times) {
        Map<String, Axis> axes = new LinkedHashMap<>();
        axes.put("x", new Axis(List.of(longitude)));
        axes.put("y", new Axis(List.of(latitude)));
        axes.put("t", new Axis(times.stream().map(Instant::toString).toList()));
        return new Domain("Domain", "PointSeries", axes, LONGITUDE_LATITUDE_TIME);
    }
}
