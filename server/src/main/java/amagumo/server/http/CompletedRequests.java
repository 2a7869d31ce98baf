package amagumo.server.http;

import amagumo.server.http.limit.Client;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts and times each request that is over, whatever answered it, and writes it to the log {@code amagumo.requests} if that is on. Labels
 * are routes, not addresses: what clients can invent does not become a label. Queries are not logged.
 */
final class CompletedRequests implements RequestLog {

    /** The attribute of a request that names its route. */
    static final String ROUTE = "amagumo.route";

    private static final Logger LOG = LoggerFactory.getLogger("amagumo.requests");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    /** What requests are told apart by: as many as there are routes and answers to them. */
    private record Kind(String method, String route, int status) {}

    CompletedRequests(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void log(Request request, Response response) {
        long nanos = System.nanoTime() - request.getHeadersNanoTime();
        Kind kind = new Kind(
                METHODS.contains(request.getMethod()) ? request.getMethod() : "other",
                request.getAttribute(ROUTE) instanceof String route ? route : "none",
                response.getStatus());
        timers.computeIfAbsent(kind, this::timer).record(nanos, TimeUnit.NANOSECONDS);
        if (LOG.isInfoEnabled()) {
            log(request, response, TimeUnit.NANOSECONDS.toMillis(nanos));
        }
    }

    private Timer timer(Kind kind) {
        return Timer.builder("http.server.requests")
                .description("Requests that were answered, by route and status.")
                .tag("method", kind.method())
                .tag("route", kind.route())
                .tag("status", String.valueOf(kind.status()))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private static void log(Request request, Response response, long milliseconds) {
        String client = request.getAttribute(Client.ATTRIBUTE) instanceof Client known
                ? known.address().getHostAddress()
                : Request.getRemoteAddr(request);
        String path = printable(request.getHttpURI().getCanonicalPath());
        LOG.atInfo()
                .addKeyValue("method", request.getMethod())
                .addKeyValue("path", path)
                .addKeyValue("status", response.getStatus())
                .addKeyValue("octets", Response.getContentBytesWritten(response))
                .addKeyValue("milliseconds", milliseconds)
                .addKeyValue("client", client)
                .log(
                        "{} {} {} {} octets {} ms {}",
                        request.getMethod(),
                        path,
                        response.getStatus(),
                        Response.getContentBytesWritten(response),
                        milliseconds,
                        client);
    }

    /** A path in visible ASCII, so that no request writes lines of its own to the log. */
    private static String printable(String path) {
        return path == null ? "" : path.replaceAll("[^\\x21-\\x7e]", "?");
    }
}
