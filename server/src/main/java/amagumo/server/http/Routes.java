package amagumo.server.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Handler;
import io.javalin.http.staticfiles.Location;
import java.util.Map;
import java.util.Set;

/** The addresses that the server answers. What goes for all of them is here, so that no resource can forget it. */
public final class Routes {

    private final JavalinConfig config;

    public Routes(JavalinConfig config) {
        this.config = config;
    }

    /**
     * Answers GET, and HEAD in the same way without the body.
     *
     * @param path with its parameters in braces
     * @param parameters the query parameters that may be given, once each; any other is refused with status 400
     */
    public void get(String path, Set<String> parameters, Handler handler) {
        Handler checked = context -> {
            Parameters.allowOnly(context, parameters);
            handler.handle(context);
        };
        config.routes.get(path, checked);
        config.routes.head(path, checked); // else Javalin answers 200 without asking
    }

    /**
     * Answers {@code /} with the files of a directory of the class path. Browsers keep them, but ask each time whether
     * they changed, so that a new version shows at once.
     */
    public void files(String directory) {
        config.staticFiles.add(files -> {
            files.hostedPath = "/";
            files.directory = directory;
            files.location = Location.CLASSPATH;
            files.headers = Map.of("Cache-Control", "no-cache");
        });
    }
}
