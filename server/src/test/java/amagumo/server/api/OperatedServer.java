package amagumo.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.Answers;
import amagumo.server.app.Application;
import amagumo.server.config.Settings;
import amagumo.server.database.Database;
import amagumo.server.registry.ModelRegistry;
import amagumo.server.registry.SampleModels;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The whole application over a store, with what operators see: a champion, a run that somebody asked for, and a subscription. */
final class OperatedServer implements AutoCloseable {

    private static final String API = "/api/v1";
    private static final String TOKEN = "token-of-an-operator-0123456789abcdef";
    private static final String BASE_TIME = "2000-07-01T06:00:00Z";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    private final Application application;
    private final String model;
    private long attempt;
    private String subscription;

    private OperatedServer(Application application, String model) {
        this.application = application;
        this.model = model;
    }

    /**
     * @param directory where it keeps its state
     */
    static OperatedServer start(Path store, Path directory) throws Exception {
        Files.createDirectories(directory);
        Path tokens = Files.writeString(directory.resolve("tokens"), TOKEN);
        Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
        Settings settings = Settings.read(Files.writeString(
                directory.resolve("amagumo.conf"),
                """
                serve {
                  store = "%s", nowcaster = rover, port = 0, state = "%s", http.token-file = "%s"
                  forecasts.catch-up = 0 minutes
                }
                outgoing.hosts = ["hooks.example"]
                """
                        .formatted(store, directory, tokens)));
        String model;
        try (Database database = Database.open(settings.database(), directory)) {
            ModelRegistry models = ModelRegistry.of(database, directory, Clock.systemUTC());
            model = models.register(SampleModels.write(directory, "kanto"), "alice, by a command")
                    .sha256();
            models.promote(models.aliases(), 1, "alice, by a command", "the first model");
        }
        OperatedServer server = new OperatedServer(Application.start(settings), model);
        try {
            server.operate();
        } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
            server.close();
            throw e;
        }
        return server;
    }

    URI address() {
        return application.address();
    }

    /** What is asked of it, by operation. */
    Map<String, String> requests() {
        String job = API + "/jobs/forecast";
        return Map.ofEntries(
                Map.entry("status", API + "/status"),
                Map.entry("jobs", API + "/jobs"),
                Map.entry("attempts", job + "/attempts?limit=1&before=" + (attempt + 1)),
                Map.entry("jobParameters", job + "/parameters"),
                Map.entry("attempt", API + "/attempts/" + attempt),
                Map.entry("models", API + "/models"),
                Map.entry("model", API + "/models/1"),
                Map.entry("modelCard", API + "/model-cards/" + model),
                Map.entry("subscriptions", API + "/subscriptions"),
                Map.entry("subscription", API + "/subscriptions/" + subscription));
    }

    private void operate() throws IOException, InterruptedException {
        application.firstForecast();
        require(204, send("PUT", "/jobs/forecast/parameters/note", "{\"value\":\"asked for by hand\"}"));
        String run = "{\"at\":\"%s\"}".formatted(BASE_TIME);
        require(202, until(answer -> answer.statusCode() != 409, () -> send("POST", "/jobs/forecast/run", run)));
        attempt = until(Optional::isPresent, this::endedByRequest).orElseThrow();
        String wish =
                """
                {"url": "https://hooks.example/rain", "latitude": 35.69, "longitude": 139.69, "thresholdMmH": 5,
                 "withinMinutes": 30, "quietHours": {"from": "22:00", "until": "07:00", "timezone": "Asia/Tokyo"}}
                """;
        subscription = JSON.readTree(require(201, send("POST", "/subscriptions", wish)))
                .at("/subscription/id")
                .textValue();
    }

    /** What is asked until it is as wanted. */
    private interface Question<T> {
        T ask() throws IOException, InterruptedException;
    }

    private static <T> T until(Predicate<T> wanted, Question<T> question) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        T answer = question.ask();
        while (!wanted.test(answer)) {
            assertTrue(System.nanoTime() < end, "%s after %s".formatted(answer, PATIENCE));
            TimeUnit.MILLISECONDS.sleep(50);
            answer = question.ask();
        }
        return answer;
    }

    /** The attempt of the run that was asked for, once it has ended. */
    private Optional<Long> endedByRequest() throws IOException, InterruptedException {
        for (JsonNode found :
                new Answers(address()).json(API + "/jobs/forecast/attempts").get("attempts")) {
            if (found.get("startedBy").textValue().startsWith("HTTP")
                    && !found.get("end").isNull()) {
                return Optional.of(found.get("id").longValue());
            }
        }
        return Optional.empty();
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address().resolve(API + path))
                                .method(method, BodyPublishers.ofString(body))
                                .header("Authorization", "Bearer " + TOKEN)
                                .build(),
                        BodyHandlers.ofString());
    }

    private static String require(int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer::body);
        return answer.body();
    }

    @Override
    public void close() {
        application.close();
    }
}
