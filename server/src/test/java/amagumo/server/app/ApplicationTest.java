package amagumo.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.store.FrameStore;
import amagumo.model.nowcast.Exceedance;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.Persistence;
import amagumo.server.config.NowcasterChoice;
import amagumo.server.config.Settings;
import amagumo.server.forecast.Probable;
import amagumo.server.forecast.RainStore;
import amagumo.server.forecast.ServedNowcaster;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationTest {

    private static final Instant FIRST = Instant.parse("2024-03-01T00:00:00Z");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    @TempDir
    private Path state;

    private FrameStore store;

    @BeforeEach
    void storeFrames() throws IOException {
        RainStore.append(directory, FIRST, 5);
        store = FrameStore.open(directory);
    }

    @Test
    void answersWhileTheFirstForecastIsMade() throws Exception {
        SlowNowcaster slow = new SlowNowcaster();
        try (Application application =
                Application.start(new RadarFeed(store), List.of(ServedNowcaster.withoutModel(slow)), settings())) {
            slow.begun.await();
            assertMakesTheFirstForecast(application);
            assertEquals(
                    404, get(application, "/api/v1/forecasts/20240301T002000Z").statusCode());
            assertEquals(
                    200,
                    get(application, "/api/v1/observations/20240301T002000Z.png")
                            .statusCode());
            assertEquals(200, get(application, "/").statusCode());

            slow.mayEnd.countDown();
            assertEquals(
                    FIRST.plusSeconds(1200),
                    application.firstForecast().orElseThrow().baseTime());
            assertTrue(get(application, "/healthz").body().startsWith("{\"status\":\"ok\","));
            assertEquals(200, get(application, "/api/v1/forecasts/latest").statusCode());
        }
    }

    @Test
    void aNowcastersProbabilitiesAreServed() throws Exception {
        try (Application application = Application.start(
                new RadarFeed(store), List.of(ServedNowcaster.withoutModel(new Probable())), settings())) {
            assertEquals(
                    Exceedance.THRESHOLDS_MM_H,
                    application.firstForecast().orElseThrow().thresholdsMmH());
            assertEquals(
                    200,
                    get(application, "/api/v1/forecasts/20240301T002000Z/frames/5.png?probability=1")
                            .statusCode());
        }
    }

    @Test
    void closesAlthoughAForecastIsBeingMade() throws Exception {
        SlowNowcaster slow = new SlowNowcaster();
        Application application =
                Application.start(new RadarFeed(store), List.of(ServedNowcaster.withoutModel(slow)), settings());
        slow.begun.await();
        URI address = application.address();
        assertTimeoutPreemptively(Duration.ofSeconds(20), application::close);
        assertTimeoutPreemptively(Duration.ofSeconds(20), application::awaitClose);
        assertThrows(ConnectException.class, () -> get(address));
        application.close();
    }

    @Test
    void aStoreWithoutFiveFramesInARowHasNoFirstForecast(@TempDir Path other) throws Exception {
        RainStore.append(other, FIRST, 4);
        try (Application application = Application.start(
                new RadarFeed(FrameStore.open(other)),
                List.of(ServedNowcaster.withoutModel(new Persistence())),
                settings())) {
            assertEquals(Optional.empty(), application.firstForecast());
            assertEquals(
                    "{\"status\":\"waiting for frames\",\"feed\":{\"newestFrame\":\"2024-03-01T00:15:00Z\",\"aheadSeconds\":0,\"failure\":null}}",
                    get(application, "/healthz").body());
        }
    }

    @Test
    void saysThatTheFirstForecastIsMadeAlsoOfFramesThatComeWhileItRuns(@TempDir Path other) throws Exception {
        RainStore.append(other, FIRST, 4);
        SlowNowcaster slow = new SlowNowcaster();
        try (Application application = Application.start(
                new RadarFeed(FrameStore.open(other)), List.of(ServedNowcaster.withoutModel(slow)), settings())) {
            assertEquals(Optional.empty(), application.firstForecast());
            assertNoForecastYet(get(application, "/api/v1/forecasts/latest"));
            RainStore.append(other, FIRST.plusSeconds(1200), 1);
            slow.begun.await();
            assertMakesTheFirstForecast(application);
            HttpResponse<String> another = get(application, "/api/v1/forecasts/latest?nowcaster=another");
            assertEquals(404, another.statusCode(), "nobody need wait for it");
            assertTrue(another.body().contains("the server does not run this nowcaster"), another::body);
        }
    }

    private static void assertMakesTheFirstForecast(Application application) throws Exception {
        HttpResponse<String> health = get(application, "/healthz");
        assertEquals(200, health.statusCode());
        assertTrue(health.body().startsWith("{\"status\":\"making the first forecast\","), health.body());
        for (String path : List.of("/api/v1/forecasts/latest", "/api/v1/points?lat=36&lon=140")) {
            HttpResponse<String> answer = get(application, path);
            assertEquals(503, answer.statusCode());
            assertEquals("5", answer.headers().firstValue("Retry-After").orElseThrow());
            assertEquals(
                    "application/problem+json",
                    answer.headers().firstValue("Content-Type").orElseThrow());
            assertTrue(answer.body().contains("the first forecast is being made"), answer::body);
        }
    }

    private static void assertNoForecastYet(HttpResponse<String> latest) {
        assertEquals(503, latest.statusCode());
        assertEquals("30", latest.headers().firstValue("Retry-After").orElseThrow());
        assertTrue(latest.body().contains("there is no forecast yet"), latest::body);
    }

    private Settings settings() {
        Settings settings = Settings.defaults();
        return settings.withServe(settings.serve()
                .with(Optional.empty(), NowcasterChoice.NONE, Optional.empty(), Optional.of(0))
                .withState(state));
    }

    private static HttpResponse<String> get(Application application, String path)
            throws IOException, InterruptedException {
        return get(application.address().resolve(path));
    }

    private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Says when it begins, and does not end before it may. */
    private static final class SlowNowcaster implements Nowcaster {

        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch mayEnd = new CountDownLatch(1);

        @Override
        public String name() {
            return "slow";
        }

        @Override
        public Nowcast forecast(NowcastInput input) {
            begun.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("given up", e);
            }
            return new Persistence().forecast(input);
        }
    }
}
