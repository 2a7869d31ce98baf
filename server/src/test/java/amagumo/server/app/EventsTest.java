package amagumo.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.store.FrameStore;
import amagumo.model.nowcast.Persistence;
import amagumo.server.NpmClients;
import amagumo.server.config.DatabaseSettings;
import amagumo.server.config.Settings;
import amagumo.server.database.Database;
import amagumo.server.database.PostgresServer;
import amagumo.server.forecast.RainStore;
import amagumo.server.forecast.ServedNowcaster;
import amagumo.server.registry.ModelRegistry;
import amagumo.server.registry.SampleModels;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens in the real server, as those hear of it who listen. */
@Timeout(120)
class EventsTest {

    private static final Instant FIRST = Instant.parse("2024-03-01T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(RainStore.STEP_MINUTES);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private Path store;

    /** An event as it came. */
    private record Heard(long id, String kind, JsonNode data) {}

    @Test
    void aForecastAndAFrameAreToldOfWhenTheyCanBeAskedFor() throws Exception {
        try (Application server = start("", 5);
                Ear ear = Ear.of(server, "?kinds=forecast,observation", -1)) {
            server.firstForecast();
            RainStore.append(store, FIRST.plus(STEP.multipliedBy(5)), 1);
            Heard forecast = ear.until("forecast", "baseTime", "2024-03-01T00:25:00Z");
            assertEquals("persistence", forecast.data().path("nowcaster").textValue());
            JsonNode latest = json(server, "/api/v1/forecasts/latest");
            assertEquals(forecast.data().path("version"), latest.path("version"));
            assertEquals(forecast.data().path("baseTime"), latest.path("baseTime"));
            Heard frame = ear.heard().stream()
                    .filter(heard -> heard.data().path("validTime").asText().equals("2024-03-01T00:25:00Z"))
                    .findFirst()
                    .orElseThrow();
            assertEquals("observation", frame.kind());
            assertEquals(latest.at("/observations/4/version"), frame.data().path("version"));
        }
    }

    @Test
    void whoComesBackHearsWhatItMissedEvenAfterARestart() throws Exception {
        long last;
        try (Application server = start("", 5);
                Ear ear = Ear.of(server, "?kinds=forecast", 0)) {
            last = ear.until("forecast", "baseTime", "2024-03-01T00:20:00Z").id();
        }
        try (Application server = start("", 1)) {
            server.firstForecast();
            try (Ear ear = Ear.of(server, "?kinds=forecast", last)) {
                Heard next = ear.until("forecast", "baseTime", "2024-03-01T00:25:00Z");
                assertTrue(next.id() > last, () -> next.id() + " after " + last);
                assertEquals(1, ear.heard().size(), "what it had heard is not told again");
            }
        }
    }

    @Test
    void attemptsOfJobsAreToldOfToWhoLooksAfterTheServerAlone() throws Exception {
        try (Application server = start("", 5);
                Ear ear = Ear.of(server, "?kinds=job", 0)) {
            assertEquals(
                    "running",
                    ear.until("job", "job", "forecast").data().path("outcome").textValue());
            assertEquals(
                    "succeeded",
                    ear.until("job", "job", "forecast").data().path("outcome").textValue());
        }
        try (Application server = start("http.operations = token", 1)) {
            HttpURLConnection asked = open(server, "?kinds=job", -1);
            assertEquals(403, asked.getResponseCode());
            HttpURLConnection all = open(server, "", 0);
            assertEquals(200, all.getResponseCode());
            all.disconnect();
        }
    }

    @Test
    void aPromotionIsToldOfWithWhatTheAliasesStandForNow() throws Exception {
        String token = "token-of-an-operator-0123456789abcdef";
        Path tokens = Files.writeString(directory.resolve("tokens"), token);
        Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
        try (Database database = Database.open(DatabaseSettings.EMBEDDED, directory)) {
            ModelRegistry.of(database, directory, Clock.systemUTC())
                    .register(SampleModels.write(directory, "kanto"), "alice, by a command");
        }
        try (Application server = start("http.token-file = \"%s\"".formatted(tokens), 5);
                Ear ear = Ear.of(server, "?kinds=model", -1)) {
            HttpResponse<String> promoted = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(server.address().resolve("/api/v1/models/1/promote"))
                                    .header("Authorization", "Bearer " + token)
                                    .POST(HttpRequest.BodyPublishers.ofString("{\"why\":\"the first model\"}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertEquals(200, promoted.statusCode(), promoted::body);
            Heard moved = ear.next();
            assertEquals("model", moved.kind());
            assertEquals(JSON.readTree("{\"revision\":1,\"aliases\":{\"champion\":1}}"), moved.data());
        }
    }

    @Test
    void whoCannotBeToldAllThatItMissedIsToldSo() throws Exception {
        try (Application server = start("", 5)) {
            server.firstForecast();
            try (Ear ear = Ear.of(server, "", 999_999)) {
                assertEquals("missed", ear.next().kind());
            }
        }
    }

    @Test
    void listenersBeyondTheBoundAndCrookedQuestionsAreRefused() throws Exception {
        try (Application server = start("http.limits.listeners = 1", 5);
                Ear ear = Ear.of(server, "", -1)) {
            HttpURLConnection second = open(server, "", -1);
            assertEquals(503, second.getResponseCode());
            assertEquals("30", second.getHeaderField("Retry-After"));
            assertEquals(400, open(server, "?kinds=weather", -1).getResponseCode());
            assertEquals(400, open(server, "?since=1", -1).getResponseCode());
            HttpURLConnection crooked =
                    (HttpURLConnection) events(server, "").toURL().openConnection();
            crooked.setRequestProperty("Last-Event-ID", "yesterday");
            assertEquals(400, crooked.getResponseCode());
            assertTrue(ear.heard().isEmpty());
        }
    }

    @Test
    void thePlaceOfAListenerThatHasGoneIsFreeWithinSeconds() throws Exception {
        try (Application server = start("http.limits.listeners = 1", 5)) {
            Ear.of(server, "", -1).close();
            long begun = System.nanoTime();
            HttpURLConnection next = open(server, "", -1);
            while (next.getResponseCode() == 503) {
                assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(8), "sooner than by any heartbeat");
                next = open(server, "", -1);
            }
            assertEquals(200, next.getResponseCode());
            next.disconnect();
        }
    }

    @Test
    void aListenerThatTakesNothingDoesNotKeepTheServerFromEndingNorOthersFromHearing() throws Exception {
        long begun;
        try (Socket deaf = new Socket()) {
            deaf.setReceiveBufferSize(1024);
            try (Application server = start("", 5);
                    Ear ear = Ear.of(server, "?kinds=job", 0)) {
                deaf.connect(new InetSocketAddress(
                        server.address().getHost(), server.address().getPort()));
                deaf.getOutputStream()
                        .write("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: 0\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                assertEquals("job", ear.until("job", "job", "forecast").kind());
                begun = System.nanoTime();
            }
        }
        assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(20), "it ends all the same");
    }

    @Test
    void severalServersOnOneDatabaseTellTheSameEventsOnceByTheSameNumbers() throws Exception {
        DatabaseSettings made = PostgresServer.newDatabase();
        String database = "database { url = \"%s\", user = \"%s\", password-file = \"%s\" }"
                .formatted(
                        made.url().orElseThrow(),
                        made.user().orElseThrow(),
                        made.passwordFile().orElseThrow());
        try (Application one = start("", 5, database);
                Application other = start("", 0, database);
                Ear first = Ear.of(one, "?kinds=forecast,observation", 0);
                Ear second = Ear.of(other, "?kinds=forecast,observation", 0)) {
            one.firstForecast();
            RainStore.append(store, FIRST.plus(STEP.multipliedBy(5)), 1);
            Heard here = first.until("forecast", "baseTime", "2024-03-01T00:25:00Z");
            Heard there = second.until("forecast", "baseTime", "2024-03-01T00:25:00Z");
            assertEquals(here, there);
            assertEquals(
                    here.data().path("version"),
                    json(other, "/api/v1/forecasts/20240301T002500Z").path("version"));
            assertEquals(first.heard(), second.heard());
            assertEquals(
                    first.heard().size(),
                    first.heard().stream().map(Heard::data).distinct().count());
        }
    }

    @Test
    void theNpmPackageEventsourceHearsThem() throws Exception {
        NpmClients.installed("eventsource");
        try (Application server = start("", 5)) {
            CompletableFuture<String> printed = CompletableFuture.supplyAsync(() -> {
                try {
                    return NpmClients.run(
                            Duration.ofSeconds(60),
                            "events.js",
                            events(server, "?kinds=forecast").toString(),
                            "1");
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            server.firstForecast();
            for (int step = 5; !printed.isDone() && step < 100; step++) {
                RainStore.append(store, FIRST.plus(STEP.multipliedBy(step)), 1);
                TimeUnit.MILLISECONDS.sleep(500);
            }
            assertTrue(
                    printed.get().matches("(\\d+ forecast \\{.*\"nowcaster\":\"persistence\".*\\}\n)+"), printed.get());
            assertFalse(printed.get().isBlank());
        }
    }

    private Application start(String serve, int frames) throws IOException {
        return start(serve, frames, "");
    }

    /** On a store that gets so many more frames. */
    private Application start(String serve, int frames, String database) throws IOException {
        store = directory.resolve("store");
        Instant next = Files.isDirectory(store) ? newest().plus(STEP) : FIRST;
        if (frames > 0) {
            RainStore.append(store, next, frames);
        }
        Path settings = Files.writeString(
                directory.resolve("amagumo.conf"),
                "serve { port = 0, refresh = 1 second, state = \"%s\", %s }\n%s".formatted(directory, serve, database));
        return Application.start(
                new RadarFeed(FrameStore.open(store)),
                List.of(ServedNowcaster.withoutModel(new Persistence())),
                Settings.read(settings));
    }

    private Instant newest() throws IOException {
        List<Instant> times = FrameStore.open(store).times();
        return times.get(times.size() - 1);
    }

    private static JsonNode json(Application server, String path) throws IOException {
        try (InputStream in = server.address().resolve(path).toURL().openStream()) {
            return JSON.readTree(in);
        }
    }

    private static URI events(Application server, String query) {
        return server.address().resolve("/api/v1/events" + query);
    }

    private static HttpURLConnection open(Application server, String query, long last) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) events(server, query).toURL().openConnection();
        if (last >= 0) {
            connection.setRequestProperty("Last-Event-ID", Long.toString(last));
        }
        return connection;
    }

    /** Reads events line by line, as the standard has them. */
    private record Ear(HttpURLConnection connection, BufferedReader lines, List<Heard> heard) implements AutoCloseable {

        static Ear of(Application server, String query, long last) throws IOException {
            HttpURLConnection connection = open(server, query, last);
            assertEquals(200, connection.getResponseCode());
            assertEquals("text/event-stream", connection.getContentType());
            return new Ear(
                    connection,
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8)),
                    new ArrayList<>());
        }

        Heard next() throws IOException {
            long id = -1;
            String kind = "";
            String data = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty() && !data.isEmpty()) {
                    Heard event = new Heard(id, kind, JSON.readTree(data));
                    heard.add(event);
                    return event;
                }
                int colon = line.indexOf(": ");
                String value = colon < 0 ? "" : line.substring(colon + 2);
                switch (line.substring(0, Math.max(0, colon))) {
                    case "id" -> id = Long.parseLong(value);
                    case "event" -> kind = value;
                    case "data" -> data = value;
                    default -> {}
                }
            }
            throw new IOException("the events ended");
        }

        Heard until(String kind, String field, String value) throws IOException {
            Heard event = next();
            while (!event.kind().equals(kind)
                    || !event.data().path(field).asText().equals(value)) {
                event = next();
            }
            return event;
        }

        @Override
        public void close() {
            connection.disconnect();
        }
    }
}
