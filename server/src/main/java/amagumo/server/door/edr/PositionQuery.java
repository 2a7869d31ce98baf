package amagumo.server.door.edr;

import amagumo.server.coverage.Domain;
import amagumo.server.coverage.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The parameters of a position query (OGC 19-086r6, /req/queries/position). Those that are not known are ignored.
 *
 * @param point where
 * @param times when
 */
record PositionQuery(WktPoint point, TimeInterval times) {

    /** The identifiers of the one coordinate reference system. */
    static final List<String> CRS = List.of("CRS84", Domain.CRS84);

    /** The one format. */
    static final String FORMAT = "CoverageJSON";

    /**
     * Reads the parameters.
     *
     * @throws EdrException status 400 if one of them is missing or has a value that it cannot have
     */
    static PositionQuery of(Map<String, List<String>> given) throws EdrException {
        Optional<String> coords = one(given, "coords");
        if (coords.isEmpty()) {
            throw EdrException.badRequest("'coords' is missing: POINT(longitude latitude), in degrees");
        }
        requireOneOf("crs", CRS, one(given, "crs"));
        requireOneOf("f", List.of(FORMAT), one(given, "f"));
        Optional<String> names = one(given, "parameter-name");
        if (names.isPresent() && Stream.of(names.get().split(",")).noneMatch(Parameter.RAIN_RATE_NAME::equals)) {
            throw EdrException.badRequest(
                    "'parameter-name' must name parameters of the collection: %s".formatted(Parameter.RAIN_RATE_NAME));
        }
        return new PositionQuery(WktPoint.parse(coords.get()), TimeInterval.parse(one(given, "datetime")));
    }

    /**
     * The one value of a parameter; nothing if it is not given or empty.
     *
     * @throws EdrException status 400 if there are several
     */
    static Optional<String> one(Map<String, List<String>> given, String name) throws EdrException {
        List<String> values = given.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw EdrException.badRequest("'%s' is given more than once".formatted(name));
        }
        return values.stream().filter(value -> !value.isBlank()).findFirst();
    }

    static void requireOneOf(String name, List<String> known, Optional<String> value) throws EdrException {
        if (value.isPresent() && known.stream().noneMatch(value.get()::equalsIgnoreCase)) {
            throw EdrException.badRequest("'%s' must be %s".formatted(name, String.join(" or ", known)));
        }
    }
}
