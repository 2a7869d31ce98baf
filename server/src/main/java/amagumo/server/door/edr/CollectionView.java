package amagumo.server.door.edr;

import amagumo.ingest.radar.BoundingBox;
import amagumo.server.coverage.Coverage;
import amagumo.server.coverage.Domain;
import amagumo.server.coverage.Parameter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A collection, or an instance of one, as OGC API - EDR tells of it (OGC 19-086r6, /req/edr/rc-collection-info).
 *
 * @param id of it
 * @param title for people
 * @param description for people
 * @param keywords to search by
 * @param links to itself, its data and the like
 * @param extent where and when it has data
 * @param dataQueries what can be asked for
 * @param crs identifiers of the coordinate reference system of questions and answers
 * @param outputFormats of answers
 * @param parameterNames what the data are
 */
record CollectionView(
        String id,
        String title,
        String description,
        List<String> keywords,
        List<Link> links,
        Extent extent,
        @JsonProperty("data_queries") DataQueries dataQueries,
        List<String> crs,
        @JsonProperty("output_formats") List<String> outputFormats,
        @JsonProperty("parameter_names") Map<String, Parameter> parameterNames) {

    private static final double TURN = 360;

    private static final String GREGORIAN = "TIMECRS[\"DateTime\",TDATUM[\"Gregorian Calendar\"],"
            + "CS[TemporalDateTime,1],AXIS[\"Time (T)\",future]]";

    private static final String WGS84 = "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\","
            + "SPHEROID[\"WGS 84\",6378137,298.257223563,AUTHORITY[\"EPSG\",\"7030\"]],AUTHORITY[\"EPSG\",\"6326\"]],"
            + "PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],"
            + "UNIT[\"degree\",0.0174532925199433,AUTHORITY[\"EPSG\",\"9122\"]],AUTHORITY[\"OGC\",\"CRS84\"]]";

    /** Where and when. */
    record Extent(Spatial spatial, Temporal temporal) {}

    /**
     * A box.
     *
     * @param bbox one, of west, south, east and north, degrees; west is above east if it lies across 180 degrees
     */
    record Spatial(List<List<Double>> bbox, String crs) {}

    /**
     * Times.
     *
     * @param interval one, of the first and the last
     * @param values each of them
     * @param trs what they are
     */
    record Temporal(List<List<String>> interval, List<String> values, String trs) {}

    /**
     * What can be asked for.
     *
     * @param instances null if there are none
     */
    record DataQueries(Query position, @JsonInclude(JsonInclude.Include.NON_NULL) Query instances) {}

    /** A kind of question. */
    record Query(QueryLink link) {}

    /** Where to ask. */
    record QueryLink(String href, String rel, String type, Variables variables) {}

    /**
     * How to ask.
     *
     * @param queryType which kind of question it is
     * @param crsDetails what the identifiers of coordinate reference systems mean
     */
    record Variables(
            String title,
            @JsonProperty("query_type") String queryType,
            @JsonProperty("output_formats") List<String> outputFormats,
            @JsonProperty("default_output_format") String defaultOutputFormat,
            @JsonProperty("crs_details") List<CrsDetail> crsDetails) {}

    /** A coordinate reference system in Well-Known Text. */
    record CrsDetail(String crs, String wkt) {}

    /**
     * Tells of a collection.
     *
     * @param collections address of all collections
     * @param map address of the page with the map
     */
    static CollectionView of(RainCollection collection, String collections, String map) {
        String address = collections + "/" + collection.path();
        List<String> formats = List.of(PositionQuery.FORMAT);
        List<Link> links = new ArrayList<>(List.of(
                Link.json(address, "self", collection.title()),
                Link.json(address, "collection", collection.title()),
                new Link(map, "alternate", "text/html", "The same on a map"),
                new Link(address + "/position", "data", Coverage.MEDIA_TYPES.get(0), "Rain rates of a position")));
        Optional<String> instances = Optional.of(address + "/instances").filter(any -> collection.hasInstances());
        instances.ifPresent(href -> links.add(Link.json(href, "data", "Forecasts from earlier base times")));
        return new CollectionView(
                collection.id(),
                collection.title(),
                collection.description(),
                List.of("rain", "precipitation", "radar", "nowcast"),
                links,
                extent(collection),
                new DataQueries(
                        query(address + "/position", Coverage.MEDIA_TYPES.get(0), "position"),
                        instances
                                .map(href -> query(href, "application/json", "instances"))
                                .orElse(null)),
                PositionQuery.CRS,
                formats,
                Map.of(Parameter.RAIN_RATE_NAME, Parameter.rainRate(collection.provenance())));
    }

    private static Query query(String href, String type, String queryType) {
        List<CrsDetail> crs =
                PositionQuery.CRS.stream().map(id -> new CrsDetail(id, WGS84)).toList();
        return new Query(new QueryLink(
                href,
                "data",
                type,
                new Variables(queryType, queryType, List.of(PositionQuery.FORMAT), PositionQuery.FORMAT, crs)));
    }

    private static Extent extent(RainCollection collection) {
        BoundingBox edges = collection.grid().edges();
        double east =
                edges.east() > TURN / 2 && edges.east() - edges.west() < TURN ? edges.east() - TURN : edges.east();
        List<Instant> times = collection.times();
        return new Extent(
                new Spatial(List.of(List.of(edges.west(), edges.south(), east, edges.north())), Domain.CRS84),
                new Temporal(
                        List.of(List.of(
                                times.get(0).toString(),
                                times.get(times.size() - 1).toString())),
                        times.stream().map(Instant::toString).toList(),
                        GREGORIAN));
    }
}
