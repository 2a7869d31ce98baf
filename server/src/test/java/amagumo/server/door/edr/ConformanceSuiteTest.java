package amagumo.server.door.edr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.config.Door;
import amagumo.server.door.DoorServer;
import amagumo.server.door.Doors;
import amagumo.server.http.Routes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What OGC's executable test suite for EDR asserts of a service with position queries, CoverageJSON and an OpenAPI document:
 * before each test stand the identifiers of the abstract tests that it transcribes.
 */
class ConformanceSuiteTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path directory;

    private static DoorServer server;

    @BeforeAll
    static void start() throws Exception {
        server = DoorServer.start(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** /conf/core/http. */
    @Test
    void answersAreOfHttp11() throws Exception {
        assertEquals("HTTP_1_1", server.get("/edr/").version().name());
    }

    /** /conf/core/root-op, /conf/core/root-success, /conf/json/definition, /conf/json/content. */
    @Test
    void theLandingPageLinksToDefinitionConformanceAndData() throws Exception {
        for (String path : List.of("/edr", "/edr/", "/edr?f=json", "/edr?f=application/json")) {
            Set<String> relations = new TreeSet<>();
            for (JsonNode link : json(path).get("links")) {
                relations.add(link.get("rel").textValue());
                assertTrue(link.get("href").isTextual());
            }
            assertTrue(relations.containsAll(List.of("self", "service-desc", "conformance", "data")), path);
        }
    }

    /** /conf/core/api-definition-op, /conf/core/api-definition-success, /conf/oas30/oas-definition-1. */
    @Test
    void theFirstDefinitionIsOfOpenApi30AndDescribesEveryRouteAndNoOther() throws Exception {
        JsonNode links = json("/edr").get("links");
        List<JsonNode> definitions = new ArrayList<>();
        links.forEach(link -> {
            if (link.get("rel").textValue().equals("service-desc")) {
                definitions.add(link);
            }
        });
        String type = "application/vnd.oai.openapi+json;version=3.0";
        assertEquals(type, definitions.get(0).get("type").textValue());
        HttpResponse<byte[]> answer =
                server.get(path(definitions.get(0).get("href").textValue()), "Accept", type);
        assertEquals(200, answer.statusCode());
        assertEquals(type, answer.headers().firstValue("Content-Type").orElse(""));
        JsonNode document = JSON.readTree(answer.body());
        assertEquals("3.0.3", document.get("openapi").textValue());
        assertTrue(definitions.get(1).get("type").textValue().endsWith("version=3.1"));
        Set<String> described = new TreeSet<>();
        document.get("paths").fieldNames().forEachRemaining(path -> described.add("/edr" + path));
        described.remove("/edr/");
        described.add("/edr");
        assertEquals(described, routes());
    }

    private static Set<String> routes() {
        Javalin javalin = Javalin.create(config -> {
            Routes all = new Routes(config, Duration.ofSeconds(1));
            Doors.resources(EnumSet.of(Door.EDR), null, null, null, null).forEach(resource -> resource.addTo(all));
        });
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.endpoint.path)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** /conf/core/conformance, /conf/core/conformance-success. */
    @Test
    void conformanceIsDeclared() throws Exception {
        List<String> classes = texts(json("/edr/conformance?f=json").get("conformsTo"));
        for (String name : List.of("1.0/conf/core", "1.1/conf/core", "1.1/conf/collections", "1.1/conf/covjson")) {
            assertTrue(classes.contains("http://www.opengis.net/spec/ogcapi-edr-1/" + name), name);
        }
    }

    /**
     * /conf/collections/rc-md-op, /conf/rc-md-success, /conf/collections/src-md-op, /conf/collections/src-md-success,
     * /conf/core/rc-collection-info-links.
     */
    @Test
    void eachCollectionOfTheListIsTheOneAtItsOwnPath() throws Exception {
        JsonNode list = json("/edr/collections");
        assertTrue(relations(list).containsAll(List.of("self", "alternate")));
        Set<String> ids = new TreeSet<>();
        for (JsonNode collection : list.get("collections")) {
            ids.add(collection.get("id").textValue());
            assertEquals(
                    collection, json("/edr/collections/" + collection.get("id").textValue()));
        }
        assertEquals(Set.of("forecast-persistence", "forecast-rover", "observed"), ids);
    }

    /** /conf/core/rc-extent, /conf/edr/rc-collection-info, /conf/edr/rc-md-query-links, /conf/core/crs84. */
    @Test
    void aCollectionHasLinksExtentCrsAndFormats() throws Exception {
        for (JsonNode collection : collections()) {
            Set<String> relations = relations(collection);
            assertTrue(relations.containsAll(List.of("self", "alternate", "data", "collection")));
            JsonNode box = collection.at("/extent/spatial/bbox/0");
            assertEquals(4, box.size());
            assertEquals(118, box.get(0).doubleValue(), 1e-6);
            assertEquals(20, box.get(1).doubleValue(), 1e-6);
            assertEquals(150, box.get(2).doubleValue(), 1e-6);
            assertEquals(48, box.get(3).doubleValue(), 1e-6);
            JsonNode times = collection.at("/extent/temporal");
            List<String> values = texts(times.get("values"));
            assertEquals(List.of(values.get(0), values.get(values.size() - 1)), texts(times.at("/interval/0")));
            assertTrue(times.get("trs").textValue().contains("Gregorian"));
            assertTrue(texts(collection.get("crs")).contains("CRS84"));
            assertEquals(List.of("CoverageJSON"), texts(collection.get("output_formats")));
            JsonNode variables = collection.at("/data_queries/position/link/variables");
            assertEquals("position", variables.get("query_type").textValue());
            assertEquals(List.of("CoverageJSON"), texts(variables.get("output_formats")));
            assertEquals("CoverageJSON", variables.get("default_output_format").textValue());
            assertTrue(variables.at("/crs_details/0/wkt").textValue().startsWith("GEOGCS"));
        }
    }

    /** /conf/edr/rc-parameters. */
    @Test
    void aParameterHasATypeAndAnObservedProperty() throws Exception {
        for (JsonNode collection : collections()) {
            JsonNode parameter = collection.at("/parameter_names/rainfall_rate");
            assertEquals("Parameter", parameter.get("type").textValue());
            assertTrue(parameter.at("/observedProperty/id").isTextual());
            assertTrue(parameter.at("/observedProperty/label/en").isTextual());
            assertEquals("mm/h", parameter.at("/unit/symbol/value").textValue());
        }
    }

    /** /conf/position: without parameters, without coords, and with coords that are no point. */
    @Test
    void aPositionQueryWithoutAPointIsRefused() throws Exception {
        for (JsonNode collection : collections()) {
            String position =
                    path(collection.at("/data_queries/position/link/href").textValue());
            for (String query : List.of("", "?coords=", "?coords=POINT()")) {
                assertEquals(400, server.get(position + query).statusCode(), position + query);
            }
        }
    }

    /**
     * /conf/position, /conf/edr/rc-coords-response, /conf/core/datetime-response, /conf/edr/rc-parameter-name-response,
     * /conf/edr/REQ_rc-crs-response, /conf/collections/rc-f-response, /conf/covjson/definition, /conf/covjson/content: the
     * middle of the box, the whole interval, and all else as the metadata have it.
     */
    @Test
    void aQueryMadeOfTheMetadataIsAnsweredWithACoverage() throws Exception {
        for (JsonNode collection : collections()) {
            JsonNode box = collection.at("/extent/spatial/bbox/0");
            JsonNode interval = collection.at("/extent/temporal/interval/0");
            for (JsonNode crs : collection.get("crs")) {
                HttpResponse<byte[]> answer = server.get(
                        path(collection.at("/data_queries/position/link/href").textValue())
                                + "?parameter-name=rainfall_rate&coords=POINT("
                                + (box.get(0).doubleValue() + box.get(2).doubleValue()) / 2
                                + "+"
                                + (box.get(1).doubleValue() + box.get(3).doubleValue()) / 2
                                + ")&crs=" + crs.textValue() + "&f=CoverageJSON&datetime="
                                + interval.get(0).textValue() + "/"
                                + interval.get(1).textValue());
                assertEquals(200, answer.statusCode());
                JsonNode coverage = JSON.readTree(answer.body());
                assertEquals("Coverage", coverage.get("type").textValue());
                assertEquals(
                        texts(collection.at("/extent/temporal/values")), texts(coverage.at("/domain/axes/t/values")));
                assertEquals(
                        "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
                        coverage.at("/domain/referencing/0/system/id").textValue());
            }
        }
    }

    /**
     * /conf/edr/rc-coords-definition, /conf/core/datetime-definition, /conf/collections/REQ_rc-parameter-name-definition,
     * /conf/edr/REQ_rc-crs-definition, /conf/edr/rc-f-definition.
     */
    @Test
    void theParametersOfAPositionQueryAreDefinedAsTheStandardHasThem() throws Exception {
        JsonNode parameters = json("/edr/api").at("/paths/~1collections~1{collectionId}~1position/get/parameters");
        Set<String> names = new TreeSet<>();
        for (JsonNode parameter : parameters) {
            if (parameter.get("in").textValue().equals("query")) {
                String name = parameter.get("name").textValue();
                names.add(name);
                assertEquals(name.equals("coords"), parameter.get("required").booleanValue(), name);
                assertEquals("form", parameter.get("style").textValue(), name);
                assertFalse(parameter.get("explode").booleanValue(), name);
                assertEquals("string", parameter.at("/schema/type").textValue(), name);
            }
        }
        assertEquals(Set.of("coords", "crs", "datetime", "f", "parameter-name"), names);
    }

    private static JsonNode collections() throws Exception {
        JsonNode collections = json("/edr/collections").get("collections");
        assertNotEquals(0, collections.size());
        return collections;
    }

    private static Set<String> relations(JsonNode object) {
        Set<String> relations = new TreeSet<>();
        object.get("links").forEach(link -> relations.add(link.get("rel").textValue()));
        return relations;
    }

    private static String path(String address) {
        return address.replaceFirst("^http://[^/]*", "");
    }

    private static JsonNode json(String path) throws Exception {
        HttpResponse<byte[]> answer = server.get(path, "Accept", "application/json");
        assertEquals(200, answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
        return JSON.readTree(answer.body());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.textValue()));
        return texts;
    }
}
