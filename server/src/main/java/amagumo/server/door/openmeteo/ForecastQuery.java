package amagumo.server.door.openmeteo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a client asks for.
 *
 * @param places at least one
 * @param quarterHourly variables of each quarter of an hour
 * @param current variables of the present quarter of an hour
 * @param now when it is asked
 * @param unit of amounts
 * @param unixTime whether times are seconds since 1970 instead of ISO 8601
 * @param flatBuffers whether the answer is FlatBuffers instead of JSON
 */
record ForecastQuery(
        List<Place> places,
        List<Variable> quarterHourly,
        List<Variable> current,
        Instant now,
        Unit unit,
        boolean unixTime,
        boolean flatBuffers) {

    private static final int MOST_PLACES = 100;
    private static final int MOST_VARIABLES = 20;

    /** Amounts of one answer. */
    private static final long MOST_VALUES = 100_000;

    /**
     * Reads the query parameters; those that are not known are ignored.
     *
     * @throws BadQueryException if one of them has a value that it cannot have, or together they ask for too much
     */
    static ForecastQuery of(Map<String, List<String>> given, Instant now) throws BadQueryException {
        QueryParameters parameters = new QueryParameters(given);
        List<Variable> quarterHourly = variables(parameters, "minutely_15");
        ForecastQuery query = new ForecastQuery(
                places(parameters, now),
                quarterHourly,
                variables(parameters, "current"),
                now,
                parameters.choice("precipitation_unit", List.of("mm", "inch")).equals("inch")
                        ? Unit.INCH
                        : Unit.MILLIMETRE,
                parameters.choice("timeformat", List.of("iso8601", "unixtime")).equals("unixtime"),
                parameters.choice("format", List.of("json", "flatbuffers")).equals("flatbuffers"));
        long values =
                query.places.stream().mapToLong(place -> place.times().count()).sum()
                        * Math.max(1, quarterHourly.size());
        if (values > MOST_VALUES) {
            throw new BadQueryException("Places, variables and times together ask for %d values, more than %d"
                    .formatted(values, MOST_VALUES));
        }
        return query;
    }

    private static List<Variable> variables(QueryParameters parameters, String name) throws BadQueryException {
        List<Variable> variables = new ArrayList<>();
        for (String variable : parameters.list(name, MOST_VARIABLES)) {
            variables.add(Variable.of(variable));
        }
        return variables;
    }

    private static List<Place> places(QueryParameters parameters, Instant now) throws BadQueryException {
        List<Double> latitudes = parameters.degrees("latitude", "Latitude", 90, MOST_PLACES);
        List<Double> longitudes = parameters.degrees("longitude", "Longitude", 180, MOST_PLACES);
        if (latitudes.isEmpty()) {
            throw new BadQueryException("Parameter 'latitude' and 'longitude' must not be empty");
        }
        List<String> zones = parameters.list("timezone", MOST_PLACES);
        if (latitudes.size() != longitudes.size() || zones.size() > 1 && zones.size() != latitudes.size()) {
            throw new BadQueryException("Parameter 'latitude' and 'longitude' must have the same number of elements");
        }
        TimeQuery times = TimeQuery.of(parameters);
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < latitudes.size(); i++) {
            double latitude = latitudes.get(i);
            double longitude = longitudes.get(i);
            Zone zone = zones.isEmpty()
                    ? Zone.GMT
                    : Zone.of(zones.get(zones.size() == 1 ? 0 : i), latitude, longitude, now);
            places.add(new Place(latitude, longitude, zone, times.at(now, zone.offsetSeconds())));
        }
        return places;
    }
}
