package amagumo.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import amagumo.ingest.store.FrameStore;
import amagumo.model.nowcast.Persistence;
import amagumo.server.RawHttp;
import amagumo.server.config.Settings;
import amagumo.server.forecast.RainStore;
import amagumo.server.forecast.ServedNowcaster;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What those see who look after a server: {@code /readyz} and {@code /metrics} of the real one. */
class OperationTest {

    private static final Duration STEP = Duration.ofMinutes(RainStore.STEP_MINUTES);

    @TempDir
    private Path directory;

    @Test
    void aServerIsReadyWhileFramesComeAndThereIsAForecastOfThem() throws Exception {
        try (Application server = start(newestNow(), 5, "")) {
            server.firstForecast();
            JsonNode answer = readiness(server, 200);
            assertTrue(answer.path("ready").asBoolean(), answer::toString);
            for (String condition :
                    new String[] {"frames", "clock", "source", "forecast", "model", "database", "disk"}) {
                assertEquals("", reason(answer, condition), condition);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-PT2H10M, 5, frames, 'the newest frame, of .*, is 2 h \\d+ min old, which is more than 30 min 0 s'",
        "PT10M, 5, clock, 'the newest frame is \\d+ min \\d+ s ahead of this machine.s clock: one of them is wrong'",
        "PT0S, 4, forecast, there is no forecast yet"
    })
    void aServerThatIsNotReadyNamesTheConditionAndTheReason(
            Duration newest, int frames, String condition, String reason) throws Exception {
        try (Application server = start(newestNow().plus(newest), frames, "")) {
            server.firstForecast();
            JsonNode answer = readiness(server, 503);
            assertFalse(answer.path("ready").asBoolean(), answer::toString);
            for (JsonNode state : answer.path("conditions")) {
                assertEquals(
                        !state.path("name").asText().equals(condition),
                        state.path("holds").asBoolean(),
                        answer::toString);
            }
            assertTrue(reason(answer, condition).matches(reason), answer::toString);
        }
    }

    @Test
    void aDiskThatIsNearlyFullIsACondition() throws Exception {
        try (Application server = start(newestNow(), 5, "", "1 PiB")) {
            server.firstForecast();
            String reason = reason(readiness(server, 503), "disk");
            assertTrue(
                    reason.matches(
                            "the disk of .* has \\d+ MiB left, less than the 1073741824 MiB of retention.min-free"),
                    reason);
            String health = RawHttp.send(server.address(), "GET", "/healthz").body();
            assertTrue(health.startsWith("{\"status\":\"making no forecasts\","), health);
            String latest = RawHttp.send(server.address(), "GET", "/api/v1/forecasts/latest")
                    .body();
            assertTrue(latest.contains("there is no forecast yet"), latest);
            assertEquals(
                    "There is no forecast yet: %s.".formatted(reason).replaceAll("\\d+ MiB left", ""),
                    server.awaited().replaceAll("\\d+ MiB left", ""));
        }
    }

    @Test
    void metersTellOfRequestsByRouteAndOfForecasts() throws Exception {
        try (Application server = start(newestNow(), 5, "")) {
            server.firstForecast();
            for (String path : new String[] {"/healthz", "/js/main.js", "/nowhere/1", "/nowhere/2"}) {
                RawHttp.send(server.address(), "GET", path);
            }
            RawHttp.send(server.address(), "BREW", "/nowhere/3");
            // A request is counted once it has been answered, perhaps after the client has read the answer.
            String last = "http_server_requests_seconds_count{method=\"other\",route=\"none\",status=\"404\"} 1";
            assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
                while (!metrics(server).contains(last)) {
                    Thread.onSpinWait();
                }
            });
            String metrics = metrics(server);
            assertMeter(
                    metrics, "http_server_requests_seconds_count{method=\"GET\",route=\"/healthz\",status=\"200\"} 1");
            assertMeter(metrics, "http_server_requests_seconds_count{method=\"GET\",route=\"files\",status=\"200\"} 1");
            assertMeter(metrics, "http_server_requests_seconds_count{method=\"GET\",route=\"none\",status=\"404\"} 2");
            assertMeter(metrics, last);
            assertMeter(
                    metrics, "amagumo_forecast_duration_seconds_count{nowcaster=\"persistence\",outcome=\"made\"} 1");
            for (String what : new String[] {"frame", "forecast"}) {
                double age = Double.parseDouble(metrics.lines()
                        .filter(line -> line.startsWith("amagumo_" + what + "_age_seconds "))
                        .findFirst()
                        .orElseThrow()
                        .split(" ")[1]);
                assertTrue(age >= 0 && age < 600, () -> "age " + age);
            }
            for (String meter : new String[] {
                "http_server_requests_seconds_bucket",
                "jvm_memory_used_bytes",
                "amagumo_build_info",
                "amagumo_jobs_waiting",
                "amagumo_jobs_running",
                "amagumo_skill_mse",
                "amagumo_skill_csi_1",
                "amagumo_skill_fss1_20km",
                "process_cpu_usage"
            }) {
                assertTrue(metrics.contains("\n" + meter + "{") || metrics.contains("\n" + meter + " "), meter);
            }
        }
    }

    @Test
    void prometheusHasNoComplaintsOfTheMeters() throws Exception {
        assumeTrue(isThere("promtool"), "promtool is not there; Debian's package prometheus has it");
        try (Application server = start(newestNow(), 5, "")) {
            server.firstForecast();
            RawHttp.send(server.address(), "GET", "/healthz");
            Process promtool = new ProcessBuilder("promtool", "check", "metrics")
                    .redirectErrorStream(true)
                    .start();
            try (OutputStream out = promtool.getOutputStream()) {
                out.write(metrics(server).getBytes(StandardCharsets.UTF_8));
            }
            String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, promtool.waitFor(), said);
            assertEquals("", said);
        }
    }

    private Application start(Instant newest, int frames, String ready) throws IOException {
        return start(newest, frames, ready, "0");
    }

    private Application start(Instant newest, int frames, String ready, String minFree) throws IOException {
        Path store = directory.resolve("store");
        RainStore.append(store, newest.minus(STEP.multipliedBy(frames - 1)), frames);
        Path file = Files.writeString(
                directory.resolve("amagumo.conf"),
                "serve { port = 0, state = \"%s\", ready { %s } }, retention.min-free = %s"
                        .formatted(directory, ready, minFree));
        return Application.start(
                new RadarFeed(FrameStore.open(store)),
                List.of(ServedNowcaster.withoutModel(new Persistence())),
                Settings.read(file));
    }

    private static Instant newestNow() {
        long seconds = Instant.now().getEpochSecond();
        return Instant.ofEpochSecond(seconds - seconds % STEP.toSeconds());
    }

    private static JsonNode readiness(Application server, int status) throws IOException {
        RawHttp.Answer answer = RawHttp.send(server.address(), "GET", "/readyz");
        assertEquals(status, answer.status(), answer::toString);
        assertEquals("application/json", answer.header("content-type"));
        assertEquals("no-store", answer.header("cache-control"));
        assertEquals(status == 200 ? "" : "10", answer.header("retry-after"));
        return new ObjectMapper().readTree(answer.body());
    }

    private static String reason(JsonNode answer, String condition) {
        for (JsonNode state : answer.path("conditions")) {
            if (state.path("name").asText().equals(condition)) {
                return state.path("reason").asText();
            }
        }
        throw new AssertionError("there is no condition " + condition + " in " + answer);
    }

    private static String metrics(Application server) throws IOException {
        RawHttp.Answer answer = RawHttp.send(server.address(), "GET", "/metrics");
        assertEquals(200, answer.status(), answer::toString);
        assertEquals("text/plain; version=0.0.4; charset=utf-8", answer.header("content-type"));
        return answer.body();
    }

    private static void assertMeter(String metrics, String line) {
        assertTrue(metrics.contains("\n" + line), () -> line + " is not in " + metrics);
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
