package amagumo.server.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** The HTTP server, whatever it answers: {@link Resource}s say that. */
public final class HttpServer implements AutoCloseable {

    /** How long requests that are being answered may take when the server stops. */
    private static final long STOP_MILLISECONDS = 5_000;

    private final Javalin javalin;
    private final String host;

    private HttpServer(Javalin javalin, String host) {
        this.javalin = javalin;
        this.host = host;
    }

    /**
     * Starts to listen.
     *
     * @param host address to listen on
     * @param port TCP port, 0 for any free one
     * @param resources what it answers
     * @throws IOException if it cannot listen there
     */
    public static HttpServer start(String host, int port, List<Resource> resources) throws IOException {
        Javalin javalin = Javalin.create(config -> configure(config, resources));
        try {
            return new HttpServer(javalin.start(host, port), host);
        } catch (JavalinException e) {
            throw new IOException("cannot listen on %s:%d: %s".formatted(host, port, cause(e)), e);
        }
    }

    /** Where the page is. An address that stands for all of a machine's is shown as this machine. */
    public URI address() {
        String shown = host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
        return URI.create("http://" + (shown.contains(":") ? "[" + shown + "]" : shown) + ":" + javalin.port() + "/");
    }

    /** Stops: answers what is being asked, takes no more. */
    @Override
    public void close() {
        javalin.stop();
    }

    private static void configure(JavalinConfig config, List<Resource> resources) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(STOP_MILLISECONDS);
            server.insertHandler(new GracefulHandler());
            server.setErrorHandler(new TransportProblems());
        });
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(new TransportProblems()));
        // Javalin allows every ambiguous address; nothing here needs one.
        config.jetty.modifyHttpConfiguration(http -> http.setUriCompliance(UriCompliance.DEFAULT));
        config.routes.before(context -> SecurityHeaders.ALL.forEach(context::header));
        Problems.install(config);
        Routes routes = new Routes(config);
        resources.forEach(resource -> resource.addTo(routes));
    }

    /** What the operating system said, such as "Address already in use". */
    private static String cause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }
}
