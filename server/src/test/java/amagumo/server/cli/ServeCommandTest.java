package amagumo.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.file.ModelFile;
import amagumo.server.MadeRain;
import amagumo.server.forecast.RainStore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {

    private static final Path MODEL = Path.of("../data-samples/model.zip");
    private static final Instant FIRST = Instant.parse("2024-03-01T00:00:00Z");

    @TempDir
    private Path directory;

    private final StringWriter err = new StringWriter();

    @Test
    void servesUntilItIsToldToStop() throws Exception {
        RainStore.append(directory.resolve("store"), FIRST, 5);
        Path settings = Files.writeString(
                directory.resolve("amagumo.conf"), "serve { port = 0, nowcaster = rover, credit = \"invented\" }");
        Process process = serve(
                "--store",
                directory.resolve("store").toString(),
                "--nowcaster",
                "persistence",
                "--config",
                settings.toString());
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            assertTrue(line.matches("http://127\\.0\\.0\\.1:\\d+/ is open \\(Ctrl-C stops\\)"), line);
            assertEquals("It shows the forecast of 2024-03-01T00:20:00Z by persistence.", out.readLine());
            URI address = URI.create(line.substring(0, line.indexOf(' ')));
            HttpResponse<String> latest = get(address, "/api/v1/forecasts/latest");
            assertEquals(200, latest.statusCode());
            assertTrue(latest.body().contains("\"credit\":\"invented\""), latest.body());
            String both = "\\S+ INFO  forecast of 2024-03-01T00:20:00Z by persistence made\n"
                    + "\\S+ INFO  forecast of 2024-03-01T00:20:00Z by rover made\n";
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!stderr().matches(both) && System.nanoTime() < deadline) {
                Thread.sleep(50);
            }
            process.destroy(); // SIGTERM
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), "it did not stop");
            assertEquals(128 + 15, process.exitValue());
            assertTrue(stderr().matches(both), this::stderr);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aForecastThatAModelMadeSaysSo() throws Exception {
        String model = ModelFile.readMetadata(MODEL).name();
        Path store = directory.resolve("store");
        MadeRain.write(directory.resolve("rain"), 6);
        assertEquals(0, execute("ingest", directory.resolve("rain").toString(), "--store", store.toString()));
        Process process = serve("--store", store.toString(), "--model", MODEL.toString(), "--port", "0");
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            assertEquals(
                    "It shows the forecast of 2024-03-01T00:25:00Z by %s.".formatted(model),
                    out.readLine(),
                    this::stderr);
            JsonNode latest = JsonMapper.builder()
                    .build()
                    .readTree(get(URI.create(line.substring(0, line.indexOf(' '))), "/api/v1/forecasts/latest")
                            .body());
            assertEquals(model, latest.path("model").asText(), latest::toString);
        } finally {
            process.destroy();
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), "it did not stop");
        }
    }

    @Test
    void filesThatAppearInADirectoryAreForecast() throws Exception {
        Path radar = directory.resolve("radar");
        MadeRain.write(radar, 5);
        Path settings = Files.writeString(
                directory.resolve("amagumo.conf"),
                """
                serve {
                  port = 0
                  nowcaster = persistence
                  store = "%s"
                  source.directory { path = "%s", interval = 1 s, settle = 0 s }
                }
                """
                        .formatted(directory.resolve("store"), radar));
        Process process = serve("--config", settings.toString());
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            URI address = URI.create(line.substring(0, line.indexOf(' ')));
            awaitForecast(address, "20240301T002000Z");
            Path unfinished = MadeRain.write(radar.resolve("frame005.part"), MadeRain.time(5), 5);
            Files.move(unfinished, radar.resolve("frame005.bin"));
            awaitForecast(address, "20240301T002500Z");
        } finally {
            process.destroy();
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), "it did not stop");
        }
    }

    @Test
    void aServerWithoutAStoreWaitsForTheFirstFilesOfItsDirectory() throws Exception {
        Path radar = directory.resolve("radar");
        String settings =
                """
                serve {
                  port = 0, nowcaster = persistence, store = "%s"
                  source.directory { path = "%s", interval = 1 s, settle = 0 s }
                }
                """
                        .formatted(directory.resolve("store"), radar);
        try (ServingProcess server = ServingProcess.start(directory, settings, List.of())) {
            assertEquals(
                    "There is no forecast yet: it is made as soon as 5 frames have arrived from %s.".formatted(radar),
                    server.line());
            JsonNode health = server.await(
                    "/healthz", answer -> !answer.at("/feed/failure").isNull());
            assertEquals("waiting for frames", health.path("status").asText());
            assertEquals(
                    radar + ": no such file or directory",
                    health.at("/feed/failure/reason").asText());
            assertEquals(503, server.get("/api/v1/forecasts/latest").statusCode());
            assertEquals(
                    404, server.get("/api/v1/observations/20240301T002000Z.png").statusCode());
            MadeRain.write(radar, 5);
            JsonNode latest = server.await("/api/v1/forecasts/latest", answer -> answer.has("leads"));
            assertEquals("2024-03-01T00:20:00Z", latest.path("baseTime").asText());
            assertTrue(latest.at("/feed/failure").isNull(), latest::toString);
        }
    }

    @Test
    void filesThatAServerKeepsByDateAreFetchedAndForecast() throws Exception {
        Instant newest = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 300 * 300)
                .minusSeconds(300);
        HttpServer archive = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        for (int frame = 0; frame < 5; frame++) {
            Instant time = newest.minusSeconds(300L * frame);
            byte[] file = Files.readAllBytes(MadeRain.write(directory.resolve("frame"), time, frame));
            archive.createContext("/" + time.toString().replaceAll("[-:TZ]", "") + ".bin", exchange -> {
                try (exchange) {
                    exchange.sendResponseHeaders(200, file.length);
                    exchange.getResponseBody().write(file);
                }
            });
        }
        archive.start();
        String settings =
                """
                serve {
                  port = 0, nowcaster = persistence, store = "%s"
                  source.http { url = "http://127.0.0.1:%d/{yyyyMMddHHmmss}.bin", private-addresses = true }
                }
                """
                        .formatted(
                                directory.resolve("store"), archive.getAddress().getPort());
        try (ServingProcess server = ServingProcess.start(directory, settings, List.of())) {
            JsonNode latest = server.await("/api/v1/forecasts/latest", answer -> answer.has("leads"));
            assertEquals(newest.toString(), latest.path("baseTime").asText());
        } finally {
            archive.stop(0);
        }
    }

    @Test
    void severalPlacesThatFramesComeFromAreBadUsage() throws IOException {
        Path settings = Files.writeString(directory.resolve("amagumo.conf"), "serve { source.directory.path = a }");
        assertEquals(2, run("--config", settings.toString(), "--live", "kanto"));
        assertEquals(2, run("--config", settings.toString()));
    }

    @Test
    void framesThatAModelDoesNotKnowAreRefusedBeforeItServes() throws IOException {
        RainStore.append(directory, FIRST, 5); // cells of about 10 km
        assertEquals(1, run("--store", directory.toString(), "--model", MODEL.toString(), "--port", "0"));
        assertTrue(
                err.toString()
                        .matches("amagumo: model \\S+ was trained on cells of .* and cannot forecast cells of .*\\n"),
                err::toString);
    }

    @Test
    void portThatIsTakenIsOneSentence() throws IOException {
        RainStore.append(directory, FIRST, 1);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            assertEquals(1, run("--store", directory.toString(), "--dir", directory.toString(), "--port", port));
            assertEquals("amagumo: cannot listen on 127.0.0.1:" + port + ": Address already in use\n", err.toString());
        }
    }

    @Test
    void directoryThatIsNoStoreIsOneSentence() {
        assertEquals(1, run("--store", directory.toString()));
        assertEquals("amagumo: " + directory + ": not a frame store\n", err.toString());
    }

    @Test
    void settingThatDoesNotExistIsOneSentence() throws IOException {
        Path settings = Files.writeString(directory.resolve("amagumo.conf"), "serve.prot = 80");
        assertEquals(1, run("--config", settings.toString()));
        assertEquals("amagumo: " + settings + ": 1: there is no setting 'serve.prot'\n", err.toString());
    }

    @Test
    void checkingTheSettingsRefusesADestinationWhoseSecretIsNotThere() throws IOException {
        Path secret = directory.resolve("s3-secret");
        Path settings = Files.writeString(
                directory.resolve("amagumo.conf"),
                """
                serve.store = nowhere
                export.destinations = [{
                  name = bucket, formats = [netcdf], s3 = "https://s3.example/rain/", region = r, key-id = k, secret-file = "%s"
                }]
                """
                        .formatted(secret));
        assertEquals(1, run("--check-config", "--config", settings.toString()));
        assertTrue(err.toString().contains(secret.toString()), err::toString);

        Files.writeString(secret, "wJalrXUtnFEMI");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        assertEquals(0, run("--check-config", "--config", settings.toString()));
    }

    @Test
    void checkingTheSettingsLooksAtTheKeyOfWebhooksIfItIsThere() throws IOException {
        Path key = directory.resolve("webhooks.key");
        Path settings = Files.writeString(
                directory.resolve("amagumo.conf"),
                "serve.store = nowhere, outgoing.webhooks.key-file = \"%s\"".formatted(key));
        assertEquals(0, run("--check-config", "--config", settings.toString()));
        Files.writeString(key, "0123");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertEquals(1, run("--check-config", "--config", settings.toString()));
        assertEquals("amagumo: %s: a key is 64 hexadecimal digits\n".formatted(key), err.toString());
    }

    @Test
    void checkingTheSettingsPrintsWhatHoldsAndServesNothing() throws IOException {
        Path tokens = Files.writeString(directory.resolve("tokens"), "0123456789abcdef0123456789abcdef");
        Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
        Path settings = Files.writeString(
                directory.resolve("amagumo.conf"),
                "serve { store = nowhere, port = 81, http.token-file = \"%s\" }".formatted(tokens));
        StringWriter out = new StringWriter();
        assertEquals(
                0,
                Amagumo.commandLine()
                        .setOut(new PrintWriter(out))
                        .execute("serve", "--check-config", "--config", settings.toString()));
        List<String> lines = out.toString().lines().toList();
        assertEquals("ok", lines.get(lines.size() - 1));
        assertTrue(lines.contains("serve.port = 81  # %s: 1".formatted(settings)), out::toString);
        assertFalse(out.toString().contains("0123456789abcdef"), out::toString);

        Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals(1, run("--check-config", "--config", settings.toString()));
        assertEquals(
                "amagumo: %s: every user of this machine may read or change it; chmod o= keeps it secret\n"
                        .formatted(tokens),
                err.toString());
        assertEquals(1, run("--check-config"), "there is no store");
    }

    @Test
    void aTokenFileThatIsMissingIsOneSentenceBeforeAnythingIsServed() throws IOException {
        RainStore.append(directory, FIRST, 1);
        Path settings =
                Files.writeString(directory.resolve("amagumo.conf"), "serve { port = 0, http.token-file = nowhere }");
        String state = directory.resolve("var").toString();
        for (int time = 0; time < 2; time++) { // the first leaves nothing behind that the second would stumble over
            assertEquals(1, run("--store", directory.toString(), "--dir", state, "--config", settings.toString()));
        }
        assertEquals("amagumo: nowhere: no such file or directory\n".repeat(2), err.toString());
    }

    @Test
    void theLogMayBeJsonWithALineForEachRequest() throws Exception {
        RainStore.append(directory.resolve("store"), FIRST, 5);
        Path settings = Files.writeString(
                directory.resolve("amagumo.conf"),
                "serve { port = 0, nowcaster = persistence }, log { format = json, requests = true }");
        Process process = serve("--store", directory.resolve("store").toString(), "--config", settings.toString());
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            assertTrue(out.readLine().startsWith("It shows"), this::stderr);
            get(URI.create(line.substring(0, line.indexOf(' '))), "/healthz");
        } finally {
            process.destroy();
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), "it did not stop");
        }
        JsonMapper json = JsonMapper.builder().build();
        List<JsonNode> events = new ArrayList<>();
        for (String line : stderr().lines().toList()) {
            events.add(json.readTree(line));
        }
        JsonNode made = only(events, "amagumo.server.forecast.Forecasts", "by persistence");
        assertEquals(
                "forecast of 2024-03-01T00:20:00Z by persistence made",
                made.path("formattedMessage").asText());
        assertEquals("INFO", made.path("level").asText());
        Map<String, String> request = new HashMap<>();
        only(events, "amagumo.requests", "/healthz").path("kvpList").forEach(pair -> pair.properties()
                .forEach(field -> request.put(field.getKey(), field.getValue().asText())));
        assertEquals("GET", request.get("method"), request::toString);
        assertEquals("/healthz", request.get("path"));
        assertEquals("200", request.get("status"));
        assertEquals("127.0.0.1", request.get("client"));
    }

    /** The only event of a logger whose message has some words. */
    private JsonNode only(List<JsonNode> events, String logger, String words) {
        List<JsonNode> found = events.stream()
                .filter(event -> event.path("loggerName").asText().equals(logger)
                        && event.path("formattedMessage").asText().contains(words))
                .toList();
        assertEquals(1, found.size(), this::stderr);
        return found.get(0);
    }

    @Test
    void missingStoreAndImpossiblePortAreBadUsage() {
        assertEquals(2, run());
        assertTrue(
                err.toString().startsWith("amagumo: serve.store (--store) or serve.live (--live) is missing\n"),
                err::toString);
        assertEquals(2, run("--store", "s", "--port", "65536"));
        assertEquals(2, run("--store", "s", "--nowcaster", "oracle"));
    }

    @Test
    void liveRadarOfNoDomainOrBesideAStoreIsBadUsage() {
        assertEquals(2, run("--live", "atlantis"));
        assertTrue(
                err.toString().startsWith("amagumo: --live: no domain is named 'atlantis'; there are "), err::toString);
        assertEquals(2, run("--live", "35,139,36"));
        assertEquals(2, run("--live", "kanto", "--store", "s"));
    }

    @Test
    void liveRadarWhereNoneSeesIsOneSentence() {
        assertEquals(1, run("--live", "0,0,1,1", "--dir", directory.toString()));
        assertEquals(1, run("--live", "21,145,22,147", "--dir", directory.toString()));
        assertTrue(
                err.toString().endsWith("amagumo: JMA's radars see nothing from 21.0 to 22.0 N and 145.0 to 147.0 E\n"),
                err::toString);
    }

    @Test
    void nowcasterThatNeedsAModelIsRefusedWithoutOne() throws IOException {
        RainStore.append(directory, FIRST, 1);
        assertEquals(2, run("--store", directory.toString(), "--nowcaster", "convlstm"));
    }

    private static void awaitForecast(URI address, String baseTime) {
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            while (get(address, "/api/v1/forecasts/" + baseTime).statusCode() != 200) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        });
    }

    /** A server in a process of its own. */
    private Process serve(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Amagumo.class.getName(),
                "serve",
                "--dir",
                directory.resolve("state").toString()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectError(directory.resolve("stderr").toFile())
                .start();
    }

    private String stderr() {
        try {
            return Files.readString(directory.resolve("stderr"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> get(URI server, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(server.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private int run(String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "serve";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return execute(arguments);
    }

    private int execute(String... arguments) {
        return Amagumo.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
