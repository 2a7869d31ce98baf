package amagumo.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import amagumo.ingest.store.FrameStore;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.Persistence;
import amagumo.server.RawHttp;
import amagumo.server.config.DatabaseSettings;
import amagumo.server.config.Settings;
import amagumo.server.database.Database;
import amagumo.server.database.PostgresServer;
import amagumo.server.forecast.RainStore;
import amagumo.server.forecast.ServedNowcaster;
import amagumo.server.jobs.Attempt;
import amagumo.server.jobs.AttemptStore;
import amagumo.server.jobs.JobStore;
import amagumo.server.jobs.Outcome;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that serve forecasts although they do not watch the store. */
class LookoutTest {

    private static final Instant FIRST = Instant.parse("2024-03-01T00:00:00Z");
    private static final Instant BASE = FIRST.plusSeconds(1200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private final CountingNowcaster nowcaster = new CountingNowcaster();

    @Test
    void twoServersOnOneDatabaseMakeAForecastOnceAndBothServeIt() throws Exception {
        DatabaseSettings database = PostgresServer.newDatabase();
        RainStore.append(store(), FIRST, 4);
        Settings settings = settings("database { url = \"%s\", user = \"%s\", password-file = \"%s\" }"
                .formatted(
                        database.url().orElseThrow(),
                        database.user().orElseThrow(),
                        database.passwordFile().orElseThrow()));
        try (Application one = start(settings);
                Application other = start(settings)) {
            List<Application> servers = List.of(one, other);
            for (Application server : servers) {
                assertEquals(Optional.empty(), firstForecast(server));
            }
            RainStore.append(store(), BASE, 1);
            for (Application server : servers) {
                awaitForecast(server);
            }
            assertEquals(1, nowcaster.made.get());
            assertEquals(List.of(BASE), succeeded(settings));
        }
    }

    @Test
    void aServerWhoseWatchIsPausedSaysSoAndKeepsNobodyWaiting() throws Exception {
        RainStore.append(store(), FIRST, 4);
        Settings settings = settings("");
        start(settings).close();
        try (Database database = open(settings)) {
            new JobStore(database.jdbi()).pause("watch", "the operator: the disk is being moved");
        }
        RainStore.append(store(), BASE, 1);
        try (Application server = start(settings)) {
            assertEquals(Optional.empty(), firstForecast(server));
            assertEquals(
                    "There is no forecast yet: the job watch is paused by the operator: the disk is being moved.",
                    server.awaited());
            try (Database database = open(settings)) {
                new JobStore(database.jdbi()).resume("watch");
            }
            awaitForecast(server);
        }
    }

    private List<Instant> succeeded(Settings settings) throws Exception {
        try (Database database = open(settings)) {
            AttemptStore attempts = new AttemptStore(database.jdbi());
            await(() -> attempts.running().stream()
                    .noneMatch(attempt -> attempt.job().equals("forecast")));
            return attempts.page("forecast", OptionalLong.empty(), 10).stream()
                    .filter(attempt -> attempt.outcome() == Outcome.SUCCEEDED)
                    .map(Attempt::nominalTime)
                    .toList();
        }
    }

    private static Database open(Settings settings) throws IOException {
        return Database.open(settings.database(), settings.serve().state());
    }

    private Application start(Settings settings) throws IOException {
        return Application.start(
                new RadarFeed(FrameStore.open(store())), List.of(ServedNowcaster.withoutModel(nowcaster)), settings);
    }

    private Settings settings(String more) throws IOException {
        return Settings.read(Files.writeString(
                directory.resolve("amagumo.conf"),
                "serve { port = 0, refresh = 1 second, state = \"%s\" }\n%s"
                        .formatted(directory.resolve("state"), more)));
    }

    private Path store() {
        return directory.resolve("store");
    }

    private static Optional<Instant> firstForecast(Application server) {
        return assertTimeoutPreemptively(PATIENCE, () -> server.firstForecast().map(forecast -> forecast.baseTime()));
    }

    private static void awaitForecast(Application server) throws Exception {
        await(() -> RawHttp.send(server.address(), "GET", "/api/v1/forecasts/latest")
                        .status()
                == 200);
        RawHttp.Answer answer = RawHttp.send(server.address(), "GET", "/api/v1/forecasts/latest");
        assertEquals(
                BASE.toString(),
                new ObjectMapper().readTree(answer.body()).path("baseTime").asText(),
                answer::toString);
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        assertTimeoutPreemptively(PATIENCE, () -> {
            while (!condition.holds()) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        });
    }

    /** Persistence that counts what it makes. */
    private static final class CountingNowcaster implements Nowcaster {

        private final AtomicInteger made = new AtomicInteger();

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public Nowcast forecast(NowcastInput input) {
            made.incrementAndGet();
            return new Persistence().forecast(input);
        }
    }
}
