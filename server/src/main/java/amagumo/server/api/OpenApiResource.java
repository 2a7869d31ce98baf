package amagumo.server.api;

import amagumo.ingest.file.Sha256;
import amagumo.server.http.Cacheable;
import amagumo.server.http.Json;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The description of the API, for programs and as a page. */
final class OpenApiResource implements Resource {

    @Override
    public void addTo(Routes routes) {
        routes.get(Api.V1 + "/openapi.json", Set.of(), context -> Json.answerChanging(context, ApiDescription.read()));
        routes.get(
                Api.V1 + "/docs",
                Set.of(),
                context -> answer(
                        context,
                        "text/html; charset=utf-8",
                        DocsPage.of(ApiDescription.read()).getBytes(StandardCharsets.UTF_8)));
        routes.get(Api.V1 + "/docs.css", Set.of(), context -> answer(context, "text/css", read("docs.css")));
    }

    private static void answer(Context context, String type, byte[] octets) {
        Cacheable.changing(context, type, octets, Sha256.of(octets));
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream resource = OpenApiResource.class.getResourceAsStream(name)) {
            return resource.readAllBytes();
        }
    }
}
