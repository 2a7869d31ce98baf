package amagumo.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.nowcast.Persistence;
import amagumo.model.nowcast.Rover;
import amagumo.server.Answers;
import amagumo.server.cli.Amagumo;
import amagumo.server.config.Settings;
import amagumo.server.forecast.Probable;
import amagumo.server.forecast.ServedNowcaster;
import amagumo.server.http.Json;
import amagumo.server.http.OpenApiDocument;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the documents say is what a server says that has the sample files: each example of the API's description is an answer to
 * its request, and each address that a document asks is answered. {@code -Damagumo.renew-examples=true} writes the examples anew.
 */
class ExamplesTest {

    private static final Path RESOURCES = Path.of("src/main/resources/amagumo/server");
    private static final Path API_EXAMPLES = RESOURCES.resolve("api/examples.json");
    private static final Path EDR_EXAMPLES = RESOURCES.resolve("door/edr/examples.json");
    private static final JsonMapper JSON = new JsonMapper();
    private static final String API = "/api/v1";
    private static final String BASE = "20000701T060000Z";
    private static final String PLACE = "lat=35.69&lon=139.69";
    private static final String JMA = "/bosai/jmatile/data/nowc/targetTimes_";
    private static final String EDR = "/edr/collections";
    private static final String POSITION = "/position?coords=POINT(139.69%2035.69)&datetime=2000-07-01T0";

    /** By operation. */
    private static final Map<String, String> REQUESTS = Map.ofEntries(
            Map.entry("health", "/healthz"),
            Map.entry("readiness", "/readyz"),
            Map.entry("forecasts", API + "/forecasts?limit=2"),
            Map.entry(
                    "verification",
                    API + "/verification?by=day&from=2000-07-01&to=2000-07-07&nowcaster=rover&lead=5&threshold=1"),
            Map.entry("latestForecast", API + "/forecasts/latest"),
            Map.entry("forecast", API + "/forecasts/20000701T055500Z"),
            Map.entry("rainAtAPlace", API + "/forecasts/" + BASE + "/points?" + PLACE),
            Map.entry("place", API + "/points?" + PLACE),
            Map.entry("observations", API + "/observations?limit=2"),
            Map.entry("motion", API + "/observations/" + BASE + "/motion"),
            Map.entry("page", API + "/page"),
            Map.entry("weatherMaps", "/public/weather-maps.json"),
            Map.entry("jmaObservedTimes", JMA + "N1.json"),
            Map.entry("jmaPredictedTimes", JMA + "N2.json"),
            Map.entry(
                    "openMeteoForecast",
                    "/v1/forecast?latitude=35.69&longitude=139.69&minutely_15=precipitation&timezone=Asia/Tokyo"
                            + "&past_minutely_15=1&forecast_minutely_15=1"));

    private static final Map<String, String> EDR_REQUESTS = Map.of(
            "landingPage", "/edr",
            "conformance", "/edr/conformance",
            "collections", EDR,
            "collection", EDR + "/forecast-rover",
            "position", EDR + "/observed" + POSITION + "5:55:00Z/2000-07-01T06:00:00Z",
            "instances", EDR + "/forecast-rover/instances",
            "instance", EDR + "/forecast-rover/instances/" + BASE,
            "instancePosition", EDR + "/forecast-rover/instances/" + BASE + POSITION + "6:05:00Z/2000-07-01T06:10:00Z");

    /** Addresses that are asked with GET in documents; what follows one that is cut ends it. */
    private static final Pattern ADDRESS =
            Pattern.compile("curl (?:-O )?'?http://127\\.0\\.0\\.1:8080(/[^' \\n]*)'?(?=\\s*(?:#.*)?\\n)");

    @TempDir
    private static Path directory;

    private static RunningServer server;
    private static Answers ask;

    @BeforeAll
    static void start() throws Exception {
        Path store = directory.resolve("store");
        assertEquals(0, Amagumo.commandLine().execute("ingest", "../data-samples", "--store", store.toString()));
        server = RunningServer.over(
                store,
                Settings.defaults().serve().server(),
                List.of(ServedNowcaster.withoutModel(new Rover()), ServedNowcaster.withoutModel(new Persistence())),
                Clock.fixed(Instant.parse("2000-07-01T06:03:00Z"), ZoneOffset.UTC));
        server.forecasts.make(Instant.parse("2000-07-01T05:55:00Z"), () -> true);
        server.compare(store);
        ask = new Answers(server.address());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theExamplesAreAnswersOfThisServerAndOfOneThatRunsJobs() throws Exception {
        Examples examples = new Examples();
        examples.add(server.address(), directory, REQUESTS);
        try (OperatedServer operated =
                OperatedServer.start(directory.resolve("store"), directory.resolve("operated"))) {
            examples.add(operated.address(), directory, operated.requests());
        }
        try (RunningServer probable = RunningServer.over(
                directory.resolve("store"), Settings.defaults().serve().server(), new Probable())) {
            probable.forecasts.make(Instant.parse("2000-07-01T05:30:00Z"), () -> true);
            probable.compare(directory.resolve("store"));
            examples.add(
                    probable.address(),
                    directory,
                    Map.of("reliability", API + "/verification/reliability?from=2000-07-01&lead=30&threshold=1"));
        }
        examples.requireKept(API_EXAMPLES);
    }

    @Test
    void theExamplesOfOgcApiEdrAreAnswersOfThisServer() throws Exception {
        Examples examples = new Examples();
        examples.add(server.address(), directory, EDR_REQUESTS);
        examples.requireKept(EDR_EXAMPLES);
    }

    @Test
    void everythingThatIsReadAsJsonHasAnExample() throws Exception {
        assertEquals(List.of("openApi"), withoutExample(ask.json(API + "/openapi.json")));
        assertEquals(List.of(), withoutExample(ask.json("/edr/api")));
    }

    private static List<String> withoutExample(JsonNode document) {
        List<String> operations = new ArrayList<>();
        for (JsonNode path : document.get("paths")) {
            JsonNode answer = OpenApiDocument.resolved(document, path.at("/get/responses/200"));
            boolean isJson = answer.path("content").has(Json.MEDIA_TYPE);
            if (isJson && !OpenApiDocument.examples(answer).iterator().hasNext()) {
                operations.add(path.at("/get/operationId").textValue());
            }
        }
        return operations;
    }

    @Test
    void thePageOfTheDescriptionShowsThem() throws Exception {
        String page = new String(ask.get(API + "/docs").body(), StandardCharsets.UTF_8);
        for (JsonNode example : shown()) {
            String request = example.get("request").textValue();
            assertTrue(page.contains("<summary><code>GET %s<".formatted(request.replace("&", "&amp;"))), request);
        }
    }

    /** Those of the description that is served: what has just been renewed is served by the next build. */
    private static JsonNode shown() throws IOException {
        try (InputStream examples = OpenApiResource.class.getResourceAsStream("examples.json")) {
            return JSON.readTree(examples);
        }
    }

    @Test
    void everyAddressThatTheDocumentsAskIsAnswered() throws Exception {
        List<String> asked = new ArrayList<>();
        for (String document : List.of("README.md", "README.ja.md", "docs/api.md", "docs/doors.md")) {
            Matcher address = ADDRESS.matcher(Files.readString(Path.of("..", document)));
            while (address.find()) {
                String path = address.group(1);
                asked.add(path);
                assertEquals(200, ask.status(path), document + ": " + path);
            }
        }
        assertTrue(asked.size() >= 6, asked::toString);
    }
}
