package amagumo.server.api;

import amagumo.server.http.Json;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** The description of the API. */
final class OpenApiResource implements Resource {

    @Override
    public void addTo(Routes routes) {
        routes.get(Api.V1 + "/openapi.json", Set.of(), OpenApiResource::document);
    }

    private static void document(Context context) throws IOException {
        try (InputStream document = OpenApiResource.class.getResourceAsStream("openapi.json")) {
            Json.answerChanging(context, document.readAllBytes());
        }
    }
}
