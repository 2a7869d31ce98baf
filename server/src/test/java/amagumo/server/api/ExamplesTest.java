package amagumo.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.nowcast.Persistence;
import amagumo.model.nowcast.Rover;
import amagumo.server.Answers;
import amagumo.server.cli.Amagumo;
import amagumo.server.config.Settings;
import amagumo.server.forecast.ServedNowcaster;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

    private static final Path EXAMPLES = Path.of("src/main/resources/amagumo/server/api/examples.json");
    private static final JsonMapper JSON = new JsonMapper();
    private static final String API = "/api/v1";
    private static final String BASE = "20000701T060000Z";
    private static final String PLACE = "lat=35.69&lon=139.69";

    /** Lists are cut to so many entries, for people to read. */
    private static final int SHOWN = 2;

    /** By operation. */
    private static final Map<String, String> REQUESTS = requests();

    /** Digests and moments of this very run. */
    private static final Pattern PASSING = Pattern.compile("\\b[0-9a-f]{16}([0-9a-f]{16})?([0-9a-f]{32})?\\b");

    private static final List<String> PASSING_FIELDS = List.of("madeAt", "keptAt", "software", "octets");

    /** Addresses that are asked with GET in documents; what follows one that is cut ends it. */
    private static final Pattern ADDRESS =
            Pattern.compile("curl (?:-O )?'?http://127\\.0\\.0\\.1:8080(/[^' \\n]*)'?(?=\\s*(?:#.*)?\\n)");

    @TempDir
    private static Path directory;

    private static RunningServer server;
    private static Answers ask;

    private static Map<String, String> requests() {
        Map<String, String> requests = new LinkedHashMap<>();
        requests.put("health", "/healthz");
        requests.put("forecasts", API + "/forecasts?limit=2");
        requests.put("verification", API + "/verification?nowcaster=rover&lead=5&threshold=1");
        requests.put("latestForecast", API + "/forecasts/latest");
        requests.put("rainAtAPlace", API + "/forecasts/" + BASE + "/points?" + PLACE);
        requests.put("place", API + "/points?" + PLACE);
        requests.put("observations", API + "/observations?limit=2");
        requests.put("motion", API + "/observations/" + BASE + "/motion");
        return requests;
    }

    @BeforeAll
    static void start() throws IOException {
        assertEquals(0, Amagumo.commandLine().execute("ingest", "../data-samples", "--store", directory.toString()));
        server = RunningServer.over(
                directory,
                Settings.defaults().serve().server(),
                List.of(ServedNowcaster.withoutModel(new Rover()), ServedNowcaster.withoutModel(new Persistence())),
                Clock.fixed(Instant.parse("2000-07-01T06:03:00Z"), ZoneOffset.UTC));
        server.forecasts.make(Instant.parse("2000-07-01T05:55:00Z"), () -> true);
        server.compare(directory);
        ask = new Answers(server.address());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theExamplesAreAnswersOfThisServer() throws Exception {
        ObjectNode given = JSON.createObjectNode();
        for (Map.Entry<String, String> request : REQUESTS.entrySet()) {
            JsonNode answer = ask.json(request.getValue());
            given.putObject(request.getKey()).put("request", request.getValue()).set("answer", cut(answer));
        }
        if (Boolean.getBoolean("amagumo.renew-examples")) {
            DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
            printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
            Files.writeString(EXAMPLES, JSON.writer(printer).writeValueAsString(given) + "\n");
        }
        assertEquals(
                lasting(given).toPrettyString(),
                lasting(JSON.readTree(EXAMPLES.toFile())).toPrettyString(),
                "run with -Damagumo.renew-examples=true to write them anew");
    }

    @Test
    void theServedDescriptionAndItsPageShowThem() throws Exception {
        JsonNode document = ask.json(API + "/openapi.json");
        assertEquals(
                "GET /api/v1/points?" + PLACE,
                document.at("/paths/~1api~1v1~1points/get/responses/200/content/application~1json/examples/answer")
                        .get("summary")
                        .textValue());
        String page = new String(ask.get(API + "/docs").body(), StandardCharsets.UTF_8);
        for (String request : REQUESTS.values()) {
            assertTrue(page.contains("<summary><code>GET %s<".formatted(request.replace("&", "&amp;"))), request);
        }
    }

    @Test
    void everyAddressThatTheDocumentsAskIsAnswered() throws Exception {
        List<String> asked = new ArrayList<>();
        for (String document : List.of("README.md", "docs/api.md", "docs/doors.md")) {
            Matcher address = ADDRESS.matcher(Files.readString(Path.of("..", document)));
            while (address.find()) {
                String path = address.group(1);
                asked.add(path);
                assertEquals(200, ask.status(path), document + ": " + path);
            }
        }
        assertTrue(asked.size() >= 6, asked::toString);
    }

    private static JsonNode cut(JsonNode node) {
        if (node instanceof ArrayNode list) {
            ArrayNode shown = JSON.createArrayNode();
            for (int i = 0; i < Math.min(SHOWN, list.size()); i++) {
                shown.add(cut(list.get(i)));
            }
            return shown;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode shown = JSON.createObjectNode();
            object.properties().forEach(field -> shown.set(field.getKey(), cut(field.getValue())));
            return shown;
        }
        return node;
    }

    /** Without what is another one in each run. */
    private static JsonNode lasting(JsonNode node) {
        if (node instanceof ArrayNode list) {
            ArrayNode shown = JSON.createArrayNode();
            list.forEach(entry -> shown.add(lasting(entry)));
            return shown;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode shown = JSON.createObjectNode();
            object.properties().forEach(field -> {
                boolean isPassing = PASSING_FIELDS.contains(field.getKey());
                shown.set(field.getKey(), isPassing ? JSON.getNodeFactory().textNode("") : lasting(field.getValue()));
            });
            return shown;
        }
        return node.isTextual()
                ? JSON.getNodeFactory()
                        .textNode(PASSING.matcher(node.textValue()).replaceAll("version"))
                : node;
    }
}
