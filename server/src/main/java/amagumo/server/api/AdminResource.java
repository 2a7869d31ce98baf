package amagumo.server.api;

import amagumo.server.http.Cacheable;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** The page for operators at {@code /admin}, whose other files lie beside the map's. */
final class AdminResource implements Resource {

    @Override
    public void addTo(Routes routes) {
        routes.get("/admin", Set.of("lang"), AdminResource::page); // which the page reads
    }

    private static void page(Context context) throws IOException {
        try (InputStream page = AdminResource.class.getResourceAsStream(PageFiles.DIRECTORY + "/admin.html")) {
            Cacheable.changing(context, "text/html; charset=utf-8", page.readAllBytes());
        }
    }
}
