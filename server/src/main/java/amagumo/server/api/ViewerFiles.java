package amagumo.server.api;

import io.javalin.config.JavalinConfig;
import io.javalin.http.staticfiles.Location;
import java.util.Map;

/** The files of the page at {@code /}: those of module web. */
final class ViewerFiles {

    private static final String DIRECTORY = "/amagumo/web";

    private ViewerFiles() {}

    static void install(JavalinConfig config) {
        config.staticFiles.add(files -> {
            files.hostedPath = "/";
            files.directory = DIRECTORY;
            files.location = Location.CLASSPATH;
            // Browsers keep them, but ask whether they changed: a new version shows at once.
            files.headers = Map.of("Cache-Control", "no-cache");
        });
    }
}
