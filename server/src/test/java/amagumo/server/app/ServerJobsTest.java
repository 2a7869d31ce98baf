package amagumo.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.store.FrameStore;
import amagumo.model.nowcast.NowcasterName;
import amagumo.model.nowcast.Persistence;
import amagumo.server.cli.Amagumo;
import amagumo.server.config.Settings;
import amagumo.server.database.Database;
import amagumo.server.forecast.Kept;
import amagumo.server.forecast.RainStore;
import amagumo.server.jobs.Attempt;
import amagumo.server.jobs.AttemptStore;
import amagumo.server.jobs.Job;
import amagumo.server.jobs.JobPolicy;
import amagumo.server.jobs.JobStore;
import amagumo.server.jobs.Outcome;
import amagumo.server.outgoing.Outgoing;
import amagumo.server.registry.ModelRegistry;
import amagumo.server.registry.ModelVersion;
import amagumo.server.registry.SampleModels;
import amagumo.server.subscription.SecretSeal;
import amagumo.server.subscription.Subscriptions;
import amagumo.server.verification.ScoreStore;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server's jobs, as settings start them. */
class ServerJobsTest {

    private static final Instant FIRST = Instant.parse("2024-03-01T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private Path store;

    @BeforeEach
    void storeFrames() throws IOException {
        store = directory.resolve("kanto");
        RainStore.append(store, FIRST, 5);
    }

    @Test
    void aModelThatIsPromotedBesideTheServerServesWithoutARestart() throws Exception {
        store = directory.resolve("samples");
        assertEquals(0, Amagumo.commandLine().execute("ingest", "../data-samples", "--store", store.toString()));
        Path model = SampleModels.write(directory, "first");
        Settings settings = settings("serve.model = \"%s\"\nretention.models = 1".formatted(model));
        try (Application application = Application.start(settings);
                Database beside =
                        Database.open(settings.database(), settings.serve().state())) {
            await(() -> latest(application).contains("\"model\":\"first\""));

            ModelRegistry registry = ModelRegistry.of(beside, settings.serve().state(), Clock.systemUTC());
            ModelVersion second = registry.register(SampleModels.write(directory, "second"), "a test");
            registry.promote(registry.aliases(), second.number(), "a test", "better");
            await(() -> latest(application).contains("\"model\":\"second\""));
            assertTrue(latest(application).contains("\"modelVersion\":\"%s\"".formatted(second.sha256())));

            registry.rollBack(registry.aliases(), "a test", "worse after all");
            await(() -> latest(application).contains("\"model\":\"first\""));

            ModelVersion third = registry.register(SampleModels.write(directory, "third"), "a test");
            registry.register(SampleModels.write(directory, "fourth"), "a test");
            assertEquals(
                    0,
                    Amagumo.commandLine()
                            .execute(
                                    "job",
                                    "run",
                                    "prune",
                                    "--dir",
                                    settings.serve().state().toString()));
            assertEquals("1 models removed", reasons(settings, "prune").get(0));
            assertTrue(get(application, "/api/v1/models/" + third.number()).contains("\"removed\":\"20"));
            assertTrue(get(application, "/api/v1/model-cards/" + third.sha256()).contains("\"name\":\"third\""));
        }
        try (Application again = Application.start(settings)) {
            again.firstForecast();
            assertTrue(latest(again).contains("\"model\":\"first\""));
        }
    }

    @Test
    void aForecastIsSentToItsDestinationsOnceItIsMade() throws Exception {
        Path destination = directory.resolve("sent");
        Settings settings = sharing(destination);
        try (Application application = Application.start(settings)) {
            application.firstForecast();
            assertEquals(
                    Map.of("newest-frame", "2024-03-01T00:20:00Z", "frames", "5"),
                    left(settings, "watch"),
                    "what watch has seen is left where commands read it");
            await(() -> names(destination)
                    .equals(List.of("20240301T002000Z_%s.nc".formatted(NowcasterName.ROVER.toString()))));
        }
    }

    @Test
    void whatWasNotSentWhileExportWasPausedIsSentAfterTheNextForecast() throws Exception {
        Path destination = directory.resolve("sent");
        Settings settings = sharing(destination);
        String state = settings.serve().state().toString();
        try (Application application = Application.start(settings)) {
            skipTheSecondOf(application, settings, destination);
            await(() -> latest(application).contains("2024-03-01T00:25:00Z"));
            assertEquals(1, names(destination).size());
            assertEquals(0, Amagumo.commandLine().execute("job", "resume", "export", "--dir", state));
            RainStore.append(store, FIRST.plusSeconds(1800), 1);
            await(() -> names(destination).size() == 3);
        }
    }

    @Test
    void aForecastThatTheNewestHasLeftFarBehindIsSentOnlyWhereSomebodyAsksForIt() throws Exception {
        Path destination = directory.resolve("sent");
        Settings settings = sharing(destination);
        String state = settings.serve().state().toString();
        try (Application application = Application.start(settings)) {
            skipTheSecondOf(application, settings, destination);
            assertEquals(0, Amagumo.commandLine().execute("job", "resume", "export", "--dir", state));
            RainStore.append(store, FIRST.plus(Duration.ofHours(8)), 5);
            await(() -> reasons(settings, "export")
                    .contains("the newest forecast is of 2024-03-01T08:20:00Z, and what is more than 360 min before"
                            + " that is not sent (jobs.skip-older-than.export)"));
            assertEquals(
                    List.of("20240301T002000Z_rover.nc", "20240301T082000Z_rover.nc"),
                    names(destination),
                    "the newest was sent before");
            assertEquals(
                    0,
                    Amagumo.commandLine()
                            .execute("job", "run", "export", "--at", "2024-03-01T00:25:00Z", "--dir", state));
            assertTrue(names(destination).contains("20240301T002500Z_rover.nc"));
        }
    }

    private Settings sharing(Path destination) throws IOException {
        return settings("export.destinations = [{ name = share, formats = [netcdf], directory = \"%s\" }]"
                .formatted(destination));
    }

    /** Pauses the export once the first forecast is sent, and has another one made. */
    private void skipTheSecondOf(Application application, Settings settings, Path destination) throws Exception {
        application.firstForecast();
        await(() -> names(destination).size() == 1);
        String state = settings.serve().state().toString();
        assertEquals(0, Amagumo.commandLine().execute("job", "pause", "export", "--reason", "a test", "--dir", state));
        RainStore.append(store, FIRST.plusSeconds(1500), 1);
        await(() -> skipped(settings));
    }

    private static List<String> reasons(Settings settings, String job) throws IOException {
        try (Database beside =
                Database.open(settings.database(), settings.serve().state())) {
            return new AttemptStore(beside.jdbi())
                    .page(job, OptionalLong.empty(), 100).stream()
                            .map(Attempt::reason)
                            .toList();
        }
    }

    @Test
    void whileForecastsArePausedNoneIsAskedFor() throws Exception {
        Settings settings = settings("");
        String state = settings.serve().state().toString();
        try (Application application = Application.start(settings)) {
            application.firstForecast();
            assertEquals(
                    0, Amagumo.commandLine().execute("job", "pause", "forecast", "--reason", "a test", "--dir", state));
            RainStore.append(store, FIRST.plusSeconds(1500), 1);
            await(() -> get(application, "/healthz").contains("2024-03-01T00:25:00Z"));
            assertEquals(0, Amagumo.commandLine().execute("job", "resume", "forecast", "--dir", state));
            await(() -> latest(application).contains("2024-03-01T00:25:00Z"));
            try (Database beside = Database.open(settings.database(), Path.of(state))) {
                assertTrue(new AttemptStore(beside.jdbi())
                        .page("forecast", OptionalLong.empty(), 100).stream()
                                .noneMatch(attempt -> attempt.outcome() == Outcome.SKIPPED));
            }
        }
    }

    @Test
    void aFrameIsComparedWithEarlierForecastsThoughNoForecastComesOfIt() throws Exception {
        Settings settings = settings("");
        String state = settings.serve().state().toString();
        try (Application application = Application.start(settings)) {
            application.firstForecast();
            RainStore.append(store, FIRST.plusSeconds(1800), 1); // the frame before is missing
            await(() -> get(application, "/api/v1/verification").contains("\"leadMinutes\":10"));
            assertEquals(
                    0, Amagumo.commandLine().execute("job", "pause", "forecast", "--reason", "a test", "--dir", state));
            RainStore.append(store, FIRST.plusSeconds(1500), 1);
            RainStore.append(store, FIRST.plusSeconds(2100), 1); // there is one to make of it
            await(() -> get(application, "/api/v1/verification").contains("\"leadMinutes\":15"));
            assertTrue(latest(application).contains("2024-03-01T00:20:00Z"));
            try (Database beside = Database.open(settings.database(), Path.of(state))) {
                List<Instant> compared = new AttemptStore(beside.jdbi())
                        .page("verify", OptionalLong.empty(), 100).stream()
                                .map(Attempt::nominalTime)
                                .filter(FIRST.plusSeconds(1800)::isBefore)
                                .toList();
                assertEquals(List.of(FIRST.plusSeconds(2100)), compared, "once, not at each look");
            }
        }
    }

    @Test
    void eachJobThatEndsHasATimeBeyondWhichItsAttemptsAreFlagged() throws Exception {
        Settings settings = settings(
                """
                serve.model = "%s"
                outgoing.hosts = ["hooks.example"]
                export.destinations = [{ name = share, formats = [netcdf], directory = "%s" }]
                """
                        .formatted(SampleModels.write(directory, "first"), directory.resolve("sent")));
        Path state = settings.serve().state();
        try (Database database = Database.openForServer(settings.database(), state);
                Outgoing outgoing = Outgoing.start()) {
            ModelRegistry registry = ModelRegistry.of(database, state, Clock.systemUTC());
            List<Job> jobs = new ServerJobs(database, store, registry, outgoing, settings)
                    .jobs(
                            Kept.forecasts(FrameStore.open(store), directory.resolve("forecasts"), new Persistence()),
                            new ScoreStore(database.jdbi(), "kanto"),
                            new Subscriptions(database.jdbi(), SecretSeal.of(directory.resolve("key"))),
                            Optional.empty());
            assertEquals(
                    Set.of("watch", "forecast", "verify", "prune", "notify", "export", "train", "promote"),
                    jobs.stream().map(Job::name).collect(Collectors.toSet()));
            for (Job job : jobs) {
                assertEquals(
                        job.policy().trigger() != JobPolicy.Trigger.CONTINUOUSLY,
                        job.policy().expected().isPresent(),
                        job.name());
            }
        }
    }

    private static Map<String, String> left(Settings settings, String job) throws IOException {
        try (Database beside =
                Database.open(settings.database(), settings.serve().state())) {
            return new JobStore(beside.jdbi()).parameters(job);
        }
    }

    private static boolean skipped(Settings settings) throws IOException {
        try (Database beside =
                Database.open(settings.database(), settings.serve().state())) {
            return new AttemptStore(beside.jdbi())
                    .page("export", OptionalLong.empty(), 100).stream()
                            .anyMatch(attempt -> attempt.outcome() == Outcome.SKIPPED);
        }
    }

    @Test
    void whileTheDiskIsNearlyFullFramesComeInAndNoForecastIsKept() throws Exception {
        Settings settings = settings("retention.min-free = 900 TiB");
        try (Application application = Application.start(settings)) {
            RainStore.append(store, FIRST.plusSeconds(1500), 1);
            await(() -> get(application, "/healthz").contains("2024-03-01T00:25:00Z"));
            assertTrue(latest(application).contains("\"status\":503"), () -> latest(application));
            await(() -> get(application, "/healthz").contains("\"status\":\"making no forecasts\""));
        }
        assertEquals(
                List.of(), names(settings.serve().state().resolve("forecasts").resolve("kanto")));
    }

    @Test
    void forecastsOfThePastAreMadeAndComparedWhereSomebodyAsksForARange() throws Exception {
        RainStore.append(store, FIRST.plusSeconds(1500), 3);
        Settings settings = settings("");
        try (Application application = Application.start(settings)) {
            application.firstForecast();
            for (String job : List.of("forecast", "verify")) {
                assertEquals(
                        0,
                        Amagumo.commandLine()
                                .execute(
                                        "job",
                                        "backfill",
                                        job,
                                        "--from",
                                        "2024-03-01T00:20:00Z",
                                        "--until",
                                        "2024-03-01T00:30:00Z",
                                        "--dir",
                                        settings.serve().state().toString()));
            }
            for (String base : List.of("00:20", "00:25", "00:30", "00:35")) {
                await(() -> get(application, "/api/v1/forecasts").contains("2024-03-01T" + base));
            }
            await(() -> get(application, "/api/v1/verification").contains("\"leadMinutes\":15"));
        }
    }

    private Settings settings(String more) throws IOException {
        Path file = Files.writeString(
                directory.resolve("amagumo.conf"),
                """
                serve { store = "%s", state = "%s", port = 0, refresh = 1 second }
                %s
                """
                        .formatted(store, directory.resolve("var"), more));
        return Settings.read(file);
    }

    private static List<String> names(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String latest(Application application) {
        return get(application, "/api/v1/forecasts/latest");
    }

    private static String get(Application application, String path) {
        try {
            return CLIENT.send(
                            HttpRequest.newBuilder(application.address().resolve(path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertTrue(System.nanoTime() < end, "it did not come to that");
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
