package amagumo.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.store.FrameStore;
import amagumo.model.nowcast.Persistence;
import amagumo.server.NpmClients;
import amagumo.server.config.Settings;
import amagumo.server.forecast.RainStore;
import amagumo.server.forecast.ServedNowcaster;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Subscribers of the real server, and what they get. */
@Timeout(180)
class NotificationsTest {

    private static final String TOKEN = "token-of-an-operator-0123456789abcdef";
    private static final Instant FIRST = Instant.parse("2024-03-01T00:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    /** Of a cell in the rain of {@link RainStore}, and of a dry one. */
    private static final String WET = "\"latitude\":40.3,\"longitude\":140.3";

    private static final String DRY = "\"latitude\":36,\"longitude\":140";

    @TempDir
    private Path directory;

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();
    private HttpServer receiver;
    private Application server;

    /** A webhook as it came. */
    private record Received(String id, String timestamp, String signature, String body) {}

    @BeforeEach
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hook", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(new Received(
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                    exchange.getRequestHeaders().getFirst("webhook-signature"),
                    body));
            Integer status = answers.poll();
            exchange.sendResponseHeaders(status == null ? 204 : status, -1);
            exchange.close();
        });
        receiver.start();
        server = start("hosts = [\"127.0.0.1\"], webhooks.private-addresses = true");
    }

    @AfterEach
    void stop() {
        server.close();
        receiver.stop(0);
    }

    @Test
    void aSubscriberIsToldOnceAndKnowsThatItIsGenuine() throws Exception {
        JsonNode made = subscribe(WET + ",\"thresholdMmH\":20,\"withinMinutes\":30");
        subscribe(DRY + ",\"thresholdMmH\":0.5,\"withinMinutes\":60");
        subscribe(WET + ",\"thresholdMmH\":50,\"withinMinutes\":60");
        Received told = received.take();
        JsonNode content = JSON.readTree(told.body());
        assertEquals("rain.threshold", content.path("type").textValue());
        assertEquals(made.at("/subscription/id"), content.at("/data/subscription"));
        assertEquals(40, content.at("/data/rateMmH").doubleValue());
        assertEquals("2024-03-01T00:20:00Z", content.at("/data/validTime").textValue());
        assertEquals("2024-03-01T00:20:00Z", content.at("/data/baseTime").textValue());
        assertEquals("from colour classes", content.at("/data/provenance").textValue());
        assertTrue(told.id().startsWith("msg_"), told.id());

        RainStore.append(directory.resolve("store"), FIRST.plusSeconds(1500), 1);
        assertNull(received.poll(8, TimeUnit.SECONDS), "the rain goes on, which is no news");

        NpmClients.installed("standardwebhooks");
        assertEquals(
                "rain.threshold\n",
                NpmClients.run(
                        Duration.ofSeconds(60),
                        "webhook.js",
                        made.path("secret").textValue(),
                        told.id(),
                        told.timestamp(),
                        told.signature(),
                        told.body()));
    }

    @Test
    void whatIsNotTakenIsSentAgainUnderTheSameIdAndWhoIsGoneIsToldNoMore() throws Exception {
        answers.add(500);
        answers.add(410);
        JsonNode made = subscribe(WET + ",\"thresholdMmH\":20,\"withinMinutes\":30");
        Received first = received.take();
        Received second = received.take();
        assertEquals(first.id(), second.id());
        assertEquals(first.body(), second.body());
        String path = "/" + made.at("/subscription/id").textValue();
        while (JSON.readTree(send("GET", path, "").body()).path("ended").isNull()) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertEquals(204, send("DELETE", path, "").statusCode());
        assertEquals(404, send("GET", path, "").statusCode());
        assertEquals(404, send("DELETE", path, "").statusCode());
    }

    @Test
    void privateAddressesAreRefusedWhenTheyAreAsked() throws Exception {
        server.close();
        server = start("hosts = [\"127.0.0.1\"]");
        subscribe(WET + ",\"thresholdMmH\":20,\"withinMinutes\":30");
        assertNull(received.poll(8, TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | 'url' is an address of http or https, of 2000 letters at most",
                "{\"url\":\"ftp://127.0.0.1/\"} | 'url' is an address of http or https, of 2000 letters at most",
                "{\"url\":\"http://a:b@127.0.0.1/\"} | 'url' is an address of http or https, of 2000 letters at most",
                "{\"url\":\"http://elsewhere.example/\"} | notifications may not be sent to the host elsewhere.example: outgoing.hosts does not name it",
                "{\"url\":\"http://127.0.0.1/\",\"latitude\":91} | 'latitude' must be a number from -90 to 90",
                "{\"url\":\"http://127.0.0.1/\",\"latitude\":1,\"longitude\":1,\"thresholdMmH\":0} | 'thresholdMmH' must be a number from 0.1 to 1000",
                "{\"url\":\"http://127.0.0.1/\",\"withinMinutes\":30.9} | the field 'withinMinutes' of the body is not what it must be",
                "{\"url\":\"http://127.0.0.1/\",\"latitude\":1,\"longitude\":1,\"thresholdMmH\":1} | 'withinMinutes' must be a number from 0 to 1440",
                "{\"url\":\"http://127.0.0.1/\",\"latitude\":1,\"longitude\":1,\"thresholdMmH\":1,\"withinMinutes\":5,\"quietHours\":{\"from\":\"7\"}} | 'quietHours' has two times of the day, 'from' and 'until', such as 22:00 and 07:00, and a 'timezone'",
            })
    void aCrookedWishIsRefusedInASentence(String body, String detail) throws Exception {
        HttpResponse<String> answer = send("POST", "", body);
        assertEquals(400, answer.statusCode(), answer::body);
        assertEquals(detail, JSON.readTree(answer.body()).path("detail").textValue());
    }

    private Application start(String outgoing) throws IOException {
        Path store = directory.resolve("store");
        if (!Files.isDirectory(store)) {
            RainStore.describe(store, "from colour classes");
            RainStore.append(store, FIRST, 5);
        }
        Path tokens = Files.writeString(directory.resolve("tokens"), TOKEN);
        Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
        Path settings = Files.writeString(
                directory.resolve("amagumo.conf"),
                "serve { port = 0, refresh = 1 second, state = \"%s\", http.token-file = \"%s\" }, outgoing { %s }"
                        .formatted(directory, tokens, outgoing));
        return Application.start(
                new RadarFeed(FrameStore.open(store)),
                List.of(ServedNowcaster.withoutModel(new Persistence())),
                Settings.read(settings));
    }

    private JsonNode subscribe(String wish) throws Exception {
        HttpResponse<String> answer = send(
                "POST",
                "",
                "{\"url\":\"http://127.0.0.1:%d/hook\",%s}"
                        .formatted(receiver.getAddress().getPort(), wish));
        assertEquals(201, answer.statusCode(), answer::body);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(server.address().resolve("/api/v1/subscriptions" + path))
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .header("Authorization", "Bearer " + TOKEN)
                        .build(),
                BodyHandlers.ofString());
    }
}
