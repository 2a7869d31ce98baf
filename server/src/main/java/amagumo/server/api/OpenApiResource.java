package amagumo.server.api;

import amagumo.server.http.FixedAnswer;
import amagumo.server.http.Json;
import amagumo.server.http.OpenApiDocument;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The description of the API, for programs and as a page. */
final class OpenApiResource implements Resource {

    /** Made when one of them is asked for first, so that no start waits for them. */
    private static final class Made {

        static final FixedAnswer DOCUMENT;
        static final FixedAnswer PAGE;
        static final FixedAnswer STYLES = FixedAnswer.of("text/css", styles());

        static {
            JsonNode document = OpenApiDocument.beside(OpenApiResource.class);
            DOCUMENT = FixedAnswer.of(Json.MEDIA_TYPE, Json.bytes(document));
            PAGE = FixedAnswer.of(
                    "text/html; charset=utf-8", DocsPage.of(document).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(Api.V1 + "/openapi.json", Set.of(), context -> Made.DOCUMENT.give(context));
        routes.get(Api.V1 + "/docs", Set.of(), context -> Made.PAGE.give(context));
        routes.get(Api.V1 + "/docs.css", Set.of(), context -> Made.STYLES.give(context));
    }

    private static byte[] styles() {
        try (InputStream resource = OpenApiResource.class.getResourceAsStream("docs.css")) {
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("a file of the program itself cannot be read", e);
        }
    }
}
