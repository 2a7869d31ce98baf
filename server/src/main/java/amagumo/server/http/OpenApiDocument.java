package amagumo.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Descriptions in OpenAPI: {@code openapi.json} beside a class, which is written by hand, with the answers of {@code examples.json}
 * beside it, which a server gave, at the operations that got them.
 */
public final class OpenApiDocument {

    private static final JsonMapper JSON = new JsonMapper();

    private OpenApiDocument() {}

    /**
     * The description with its examples.
     *
     * @param owner the class that it lies beside
     */
    public static JsonNode beside(Class<?> owner) {
        JsonNode document = read(owner, "openapi.json");
        JsonNode examples = read(owner, "examples.json");
        for (JsonNode path : document.get("paths")) {
            for (JsonNode operation : path) {
                JsonNode example = examples.get(operation.get("operationId").textValue());
                if (example != null) {
                    put(document, (ObjectNode) operation.get("responses"), example);
                }
            }
        }
        return document;
    }

    /** Of what several operations answer alike, the one that got the example has a copy of its own. */
    private static void put(JsonNode document, ObjectNode responses, JsonNode example) {
        ObjectNode response = resolved(document, responses.get("200")).deepCopy();
        ObjectNode content = (ObjectNode) response.path("content").get(Json.MEDIA_TYPE);
        content.putObject("examples")
                .putObject("answer")
                .put("summary", "GET " + example.get("request").textValue())
                .set("value", example.get("answer"));
        responses.set("200", response);
    }

    /** What a node stands for: itself, or what it refers to in its document. */
    public static JsonNode resolved(JsonNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
    }

    /** The examples of an answer in JSON, by name; none for most. */
    public static Iterable<Map.Entry<String, JsonNode>> examples(JsonNode response) {
        return response.path("content").path(Json.MEDIA_TYPE).path("examples").properties();
    }

    private static JsonNode read(Class<?> owner, String name) {
        try (InputStream resource = owner.getResourceAsStream(name)) {
            return JSON.readTree(resource);
        } catch (IOException e) {
            throw new UncheckedIOException("a file of the program itself cannot be read", e);
        }
    }
}
