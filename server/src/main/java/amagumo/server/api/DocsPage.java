package amagumo.server.api;

import amagumo.server.http.OpenApiDocument;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The description of the API as a page for people: each path with what it takes and what it answers. It runs nothing. */
final class DocsPage {

    private static final String HEAD =
            """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Amagumo API</title><link rel="stylesheet" href="docs.css"></head>
            <body><main>
            """;

    private final JsonNode document;
    private final StringBuilder html = new StringBuilder(HEAD);

    private DocsPage(JsonNode document) {
        this.document = document;
    }

    /**
     * The page of a description.
     *
     * @param document OpenAPI 3.1
     */
    static String of(JsonNode document) {
        return new DocsPage(document).write();
    }

    private String write() {
        html.append("<h1>%s API</h1>%n".formatted(text(document.at("/info/title"))));
        html.append("<p>%s <a href=\"openapi.json\">OpenAPI 3.1</a></p>%n"
                .formatted(text(document.at("/info/description"))));
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                operation(operation.getKey(), path.getKey(), operation.getValue());
            }
        }
        return html.append("</main></body></html>\n").toString();
    }

    private void operation(String method, String path, JsonNode operation) {
        String id = text(operation.get("operationId"));
        html.append("<section id=\"%s\"><h2><span>%s</span> <code>%s</code></h2>%n"
                .formatted(id, method.toUpperCase(Locale.ROOT), escaped(path)));
        html.append("<p>%s.</p>%n".formatted(text(operation.get("summary"))));
        if (operation.has("description")) {
            html.append("<p>%s</p>%n".formatted(text(operation.get("description"))));
        }
        List<JsonNode> parameters = new ArrayList<>();
        operation.path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
        if (!parameters.isEmpty()) {
            html.append("<table><tr><th>parameter</th><th>in</th><th>what</th></tr>\n");
            parameters.forEach(parameter -> row(
                    text(parameter.get("name")) + (parameter.path("required").asBoolean() ? "" : " (optional)"),
                    text(parameter.get("in")),
                    text(parameter.get("description"))));
            html.append("</table>\n");
        }
        html.append("<table><tr><th>status</th><th>as</th><th>what</th></tr>\n");
        for (Map.Entry<String, JsonNode> response : operation.get("responses").properties()) {
            JsonNode answer = resolved(response.getValue());
            List<String> types = new ArrayList<>();
            answer.path("content").fieldNames().forEachRemaining(type -> types.add(escaped(type)));
            row(escaped(response.getKey()), String.join(", ", types), text(answer.get("description")));
        }
        html.append("</table>\n");
        examples(operation);
        html.append("</section>\n");
    }

    private void examples(JsonNode operation) {
        for (Map.Entry<String, JsonNode> example : OpenApiDocument.examples(resolved(operation.at("/responses/200")))) {
            html.append("<details><summary><code>%s</code></summary><pre>%s</pre></details>%n"
                    .formatted(
                            text(example.getValue().get("summary")),
                            escaped(example.getValue().get("value").toPrettyString())));
        }
    }

    private void row(String... cells) {
        html.append("<tr>");
        for (String cell : cells) {
            html.append("<td>").append(cell).append("</td>");
        }
        html.append("</tr>\n");
    }

    private JsonNode resolved(JsonNode node) {
        return OpenApiDocument.resolved(document, node);
    }

    private static String text(JsonNode node) {
        return node == null ? "" : escaped(node.asText());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
