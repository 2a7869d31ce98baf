package amagumo.server.http;

import amagumo.server.config.HttpServerSettings;
import amagumo.server.config.HttpServerSettings.Limits;
import amagumo.server.config.HttpServerSettings.Read;
import amagumo.server.http.limit.BodyLimit;
import amagumo.server.http.limit.Clients;
import amagumo.server.http.limit.ConnectionWatch;
import amagumo.server.http.limit.RateLimit;
import amagumo.server.http.limit.ThreadsOfAClient;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.pathmap.PathSpec;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ConditionalHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server, whatever it answers: {@link Resource}s say that. */
public final class HttpServer implements AutoCloseable {

    /** How long requests that are being answered may take when the server stops. */
    private static final long STOP_MILLISECONDS = 5_000;

    /** Address and headers of a request together; more is answered with status 414 or 431. */
    private static final int HEAD_OCTETS = 8 << 10;

    /** How long a connection may be silent: between two requests, two octets of one, or two of an answer. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** Requests that are being answered at a time, a few less than there are threads. */
    private static final int ANSWERED_AT_ONCE = 200;

    /** Requests beyond those that wait, and how long; what is beyond that gets status 503. */
    private static final int WAITING = 1_000;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** Connections that the system keeps until they are accepted. */
    private static final int ACCEPT_QUEUE = 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private final Javalin javalin;
    private final URI address;

    private HttpServer(Javalin javalin, URI address) {
        this.javalin = javalin;
        this.address = address;
    }

    /**
     * Starts to listen.
     *
     * @param settings where, to whom, and how much is answered
     * @param resources what it answers
     * @param registry gets the requests' counts and times
     * @throws IOException if it cannot listen there, or a file of secrets cannot be used
     */
    public static HttpServer start(HttpServerSettings settings, List<Resource> resources, MeterRegistry registry)
            throws IOException {
        Guard guard = Guard.of(settings);
        Javalin javalin = Javalin.create(config -> {
            configureTransport(config, settings, registry);
            configureRoutes(config, guard, settings, resources);
        });
        try {
            javalin.start();
            return new HttpServer(javalin, address(settings.host(), javalin.port()));
        } catch (JavalinException e) {
            throw new IOException(
                    "cannot listen on %s:%d: %s".formatted(settings.host(), settings.port(), cause(e)), e);
        }
    }

    /** Where the page is. */
    public URI address() {
        return address;
    }

    /** Stops: takes no more, answers what is being asked, and gives up what takes longer than some seconds. */
    @Override
    public void close() {
        try {
            javalin.stop();
        } catch (JavalinException e) {
            LOG.warn("requests that took too long were given up: {}", cause(e));
        }
    }

    /** An address that stands for all of a machine's is shown as this machine. */
    private static URI address(String host, int port) {
        String shown = host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
        return URI.create("http://" + (shown.contains(":") ? "[" + shown + "]" : shown) + ":" + port + "/");
    }

    private static void configureTransport(JavalinConfig config, HttpServerSettings settings, MeterRegistry registry) {
        TransportProblems problems = new TransportProblems(settings.read() != Read.KEY);
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(STOP_MILLISECONDS);
            server.setErrorHandler(problems);
            server.setRequestLog(new CompletedRequests(registry));
            limit(server, settings, problems);
        });
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(problems));
        config.jetty.modifyHttpConfiguration(http -> {
            // Javalin allows every ambiguous address; nothing here needs one.
            http.setUriCompliance(UriCompliance.DEFAULT);
            http.setRequestHeaderSize(HEAD_OCTETS);
            http.addCustomizer(new SecurityHeaders(settings.map()));
        });
        config.jetty.addConnector((server, http) -> connector(server, http, settings));
    }

    /** Each handler that is inserted comes before those inserted earlier. */
    private static void limit(Server server, HttpServerSettings settings, TransportProblems problems) {
        Clients clients = new Clients(settings.trustedProxies());
        Limits limits = settings.limits();
        QoSHandler queue = new QoSHandler();
        queue.setMaxRequestCount(ANSWERED_AT_ONCE);
        queue.setMaxSuspendedRequestCount(WAITING);
        queue.setMaxSuspend(LONGEST_WAIT);
        queue.exclude(asAnswered(Routes.EVENTS)); // listeners stay as long as they like, and have a bound of their own
        server.setHandler(new WarmAnswers()); // in place of Javalin's statistics, which nobody reads
        server.insertHandler(queue);
        server.insertHandler(new ThreadsOfAClient(clients));
        server.insertHandler(new BodyLimit(Body.MOST_OCTETS));
        ConditionalHandler.SkipNext filesAside = new ConditionalHandler.SkipNext();
        filesAside.include(asAnswered(Routes.PREDICT));
        server.insertHandler(filesAside);
        server.insertHandler(new RateLimit(clients, limits.requestsPerMinute(), limits.burst()));
        server.insertHandler(new GracefulHandler());
        server.addBean(new NetworkConnectionLimit(limits.connections(), server));
        server.addBean(new ConnectionWatch(
                server, limits.connections(), limits.requestTime(), limits.answerTime(), problems.slowHead()));
    }

    /** A route's path in the two ways in which Javalin answers it. */
    private static PathSpec[] asAnswered(String path) {
        return new PathSpec[] {PathSpec.from(path), PathSpec.from(path + "/")};
    }

    private static Connector connector(Server server, HttpConfiguration http, HttpServerSettings settings) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setIdleTimeout(IDLE.toMillis());
        return connector;
    }

    private static void configureRoutes(
            JavalinConfig config, Guard guard, HttpServerSettings settings, List<Resource> resources) {
        PublicAddress address = new PublicAddress(settings.publicUrl(), settings.trustedProxies());
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.routes.before(context -> context.attribute(PublicAddress.ATTRIBUTE, address));
        config.routes.beforeMatched(guard::admit);
        Problems.install(config);
        Routes routes = new Routes(config, settings.limits().requestTime());
        resources.forEach(resource -> resource.addTo(routes));
    }

    /** What the operating system said, such as "Address already in use". */
    private static String cause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
