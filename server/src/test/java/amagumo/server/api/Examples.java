package amagumo.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import amagumo.server.Answers;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Answers as a description shows them, by operation: each with its request, lists cut short for people to read. */
final class Examples {

    private static final JsonMapper JSON = new JsonMapper();

    /** Lists of more entries than this are cut. */
    private static final int MOST_WHOLE = 4;

    private static final int SHOWN_OF_CUT = 2;

    /** Digests and numbers of this very run. */
    private static final Pattern PASSING = Pattern.compile(
            "(?<![0-9a-f])([0-9a-f]{16}|[0-9a-f]{32}|[0-9a-f]{64})(?![0-9a-f])|sub_[0-9a-f-]{36}|(?<=/attempts/|before=)\\d+$");

    /** Moments and machines of this very run, the files of the page and what the shipped model happens to be. */
    private static final Set<String> PASSING_FIELDS = Set.of(
            "madeAt",
            "keptAt",
            "generated",
            "started",
            "start",
            "end",
            "created",
            "registered",
            "moved",
            "since", //
            "generationtime_ms",
            "software",
            "octets",
            "freeOctets",
            "totalOctets",
            "files", //
            "nextRun",
            "newestAttempt",
            "running",
            "waiting", //
            "steps",
            "scores",
            "settings",
            "data",
            "periods");

    /** Numbers that count up, where they are numbers. */
    private static final Set<String> PASSING_NUMBERS = Set.of("id", "before");

    private final ObjectNode given = JSON.createObjectNode();

    /**
     * Asks a server. What is told of this machine is written as if the server ran elsewhere.
     *
     * @param directory where the server has its files
     * @param requests by operation
     */
    void add(URI server, Path directory, Map<String, String> requests) throws IOException, InterruptedException {
        Answers ask = new Answers(server);
        for (Map.Entry<String, String> request : new TreeMap<>(requests).entrySet()) {
            HttpResponse<byte[]> answer = ask.get(request.getValue());
            String text = new String(answer.body(), StandardCharsets.UTF_8);
            assertEquals(200, answer.statusCode(), () -> request + ": " + text);
            String shown = text.replace(server.getAuthority(), "127.0.0.1:8080")
                    .replace(directory.toString(), "/srv/amagumo")
                    .replace(ManagementFactory.getRuntimeMXBean().getName(), "4711@radar");
            given.putObject(request.getKey())
                    .put("request", request.getValue())
                    .set("answer", cut(JSON.readTree(shown)));
        }
    }

    /** That a file has the same, but for what is another in each run; with {@code amagumo.renew-examples} it is written. */
    void requireKept(Path file) throws IOException {
        if (Boolean.getBoolean("amagumo.renew-examples")) {
            DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
            printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
            Files.writeString(file, JSON.writer(printer).writeValueAsString(given) + "\n");
        }
        assertEquals(
                lasting(given).toPrettyString(),
                lasting(JSON.readTree(file.toFile())).toPrettyString(),
                "run with -Damagumo.renew-examples=true to write them anew");
    }

    private static JsonNode cut(JsonNode node) {
        if (node instanceof ArrayNode list) {
            ArrayNode shown = JSON.createArrayNode();
            int entries = list.size() > MOST_WHOLE ? SHOWN_OF_CUT : list.size();
            for (int i = 0; i < entries; i++) {
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

    private static JsonNode lasting(JsonNode node) {
        if (node instanceof ArrayNode list) {
            ArrayNode shown = JSON.createArrayNode();
            list.forEach(entry -> shown.add(lasting(entry)));
            return shown;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode shown = JSON.createObjectNode();
            object.properties().forEach(field -> {
                boolean isPassing = PASSING_FIELDS.contains(field.getKey())
                        || PASSING_NUMBERS.contains(field.getKey())
                                && field.getValue().isNumber();
                shown.set(field.getKey(), isPassing ? JSON.getNodeFactory().textNode("") : lasting(field.getValue()));
            });
            return shown;
        }
        return node.isTextual()
                ? JSON.getNodeFactory()
                        .textNode(PASSING.matcher(node.textValue()).replaceAll("passing"))
                : node;
    }
}
