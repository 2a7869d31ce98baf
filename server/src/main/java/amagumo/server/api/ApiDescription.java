package amagumo.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * The description of the API: {@code openapi.json}, which is written by hand, with the answers of {@code examples.json}, which a
 * server gave, at the operations that got them.
 */
final class ApiDescription {

    /** The media type whose answers are shown. */
    private static final String JSON_TYPE = "application/json";

    private static final JsonMapper JSON = new JsonMapper();

    private ApiDescription() {}

    /** OpenAPI 3.1, with examples. */
    static JsonNode read() throws IOException {
        JsonNode document = read("openapi.json");
        JsonNode examples = read("examples.json");
        for (JsonNode path : document.get("paths")) {
            for (JsonNode operation : path) {
                JsonNode example = examples.get(operation.get("operationId").textValue());
                if (example != null) {
                    put(document, operation, example);
                }
            }
        }
        return document;
    }

    private static void put(JsonNode document, JsonNode operation, JsonNode example) {
        JsonNode response = resolved(document, operation.at("/responses/200"));
        ObjectNode content = (ObjectNode) response.at("/content").get(JSON_TYPE);
        content.putObject("examples")
                .putObject("answer")
                .put("summary", "GET " + example.get("request").textValue())
                .set("value", example.get("answer"));
    }

    /** What a node stands for: itself, or what it refers to in its document. */
    static JsonNode resolved(JsonNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
    }

    /** The examples of an answer, by name; none for most. */
    static Iterable<Map.Entry<String, JsonNode>> examples(JsonNode answer) {
        return answer.path("content").path(JSON_TYPE).path("examples").properties();
    }

    private static JsonNode read(String name) throws IOException {
        try (InputStream resource = ApiDescription.class.getResourceAsStream(name)) {
            return JSON.readTree(resource);
        }
    }
}
