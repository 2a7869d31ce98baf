package amagumo.server.http;

import amagumo.server.config.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The real server on a free port, with settings of a test's own and a few small resources. */
final class SmallServer implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    final MeterRegistry registry = new SimpleMeterRegistry();
    private final HttpServer server;

    /**
     * @param scratch a directory for the settings file
     * @param http what stands in {@code serve.http}
     * @param more resources beside {@code /open}, {@code /read}, {@code /door}, {@code /operations}, {@code /receivers}, {@code /changes},
     *     and files
     */
    SmallServer(Path scratch, String http, Resource... more) throws IOException {
        Path file = Files.writeString(scratch.resolve("small.conf"), "serve { port = 0, http { %s } }".formatted(http));
        List<Resource> resources = new ArrayList<>(List.of(SmallServer::addTo));
        resources.addAll(List.of(more));
        server = HttpServer.start(Settings.read(file).serve().server(), resources, registry);
    }

    private static void addTo(Routes routes) {
        routes.getOpenly("/open", context -> context.result("open"));
        routes.get("/read", Set.of(), context -> Cacheable.immutable(context, "text/plain", new byte[] {'r'}, "1"));
        routes.getAsDoor("/door", context -> context.result("door"));
        routes.getForOperations("/operations", Set.of(), context -> context.result("operations"));
        routes.getConfidentially("/receivers", Set.of(), context -> context.result("receivers"));
        routes.post("/changes", Set.of(), (context, body) -> context.result(new String(body, StandardCharsets.UTF_8)));
        routes.files("/amagumo/web");
    }

    URI address() {
        return server.address();
    }

    /** Asks with headers, names and values in turn. */
    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(), path, headers);
    }

    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(body)), path, headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String path, String... headers)
            throws IOException, InterruptedException {
        request.uri(server.address().resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.close();
    }
}
