package amagumo.server.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.window.LastingSplit;
import amagumo.model.evaluation.gate.GateCriteria;
import amagumo.model.file.TrainingPeriod;
import amagumo.server.config.JobSettings;
import amagumo.server.config.ModelSettings;
import amagumo.server.config.Settings;
import amagumo.server.database.Database;
import amagumo.server.jobs.Attempt;
import amagumo.server.jobs.AttemptLogs;
import amagumo.server.jobs.AttemptStore;
import amagumo.server.jobs.JobQueue;
import amagumo.server.jobs.JobServer;
import amagumo.server.jobs.JobStore;
import amagumo.server.jobs.Outcome;
import amagumo.server.jobs.Run;
import amagumo.server.jobs.task.PromoteJob;
import amagumo.server.jobs.task.TrainJob;
import amagumo.server.training.FineTuningPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The night in small: a few days of rain have come, a challenger is trained, and the gate decides. */
class NightTest {

    private static final Instant FIRST = Instant.parse("2024-06-01T00:00:00Z");
    private static final Instant NIGHT = Instant.parse("2024-06-03T00:00:00Z");
    private static final int FRAMES = 2 * 288;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration HOURS_OF_A_BLOCK = Duration.ofHours(2);
    private static final JobSettings JOBS = Settings.defaults().jobs();

    /** A challenger must be better by far. */
    private static final ModelSettings STRICT =
            models(new GateCriteria(0.9, 0.02, 0.95, 5, 5, HOURS_OF_A_BLOCK, 500, 1));

    /** A challenger may be a little worse: whatever three steps of training do is good enough. */
    private static final GateCriteria WHATEVER = new GateCriteria(1.2, -0.2, 0.95, 5, 5, HOURS_OF_A_BLOCK, 500, 1);

    private static final ModelSettings LENIENT = models(WHATEVER);

    @TempDir
    private Path directory;

    private Path store;
    private Path state;
    private Database database;
    private ModelRegistry registry;
    private AttemptStore attempts;
    private Optional<JobServer> server = Optional.empty();

    @BeforeEach
    void serve() throws Exception {
        store = FadingShowers.write(directory.resolve("kanto"), FIRST, FRAMES);
        state = directory.resolve("var");
        database = Database.openForServer(Settings.defaults().database(), state);
        attempts = new AttemptStore(database.jdbi());
        registry = ModelRegistry.of(database, state, Clock.systemUTC());
        ModelVersion champion = registry.adopt(FadingModels.write(directory, "champion", 1e-3, 3), "the settings");
        assertEquals(Optional.of(1L), registry.aliases().of(Alias.CHAMPION));
        assertEquals(1, champion.number());
    }

    private void startJobs(ModelSettings models) {
        server = Optional.of(JobServer.start(
                database,
                JOBS,
                state.resolve("logs"),
                List.of(
                        new TrainJob(registry, new ChallengerTraining(registry, models, store, state), models),
                        new PromoteJob(registry, new Promotion(registry, models, store)))));
    }

    /** Blocks of 2 hours, each third of them kept to judge by: room for one window each. */
    private static ModelSettings models(GateCriteria gate, Path... reference) {
        return new ModelSettings(
                Optional.empty(),
                new LastingSplit(HOURS_OF_A_BLOCK, 3, Duration.ZERO),
                new ModelSettings.Training(
                        Duration.ofDays(2), List.of(reference), PATIENCE, 3, 1L << 30, 1e-3, 16, 2, 2),
                gate,
                Duration.ofDays(2),
                0.01);
    }

    @AfterEach
    void stop() {
        server.ifPresent(JobServer::close);
        database.close();
    }

    @Test
    void aChallengerThatMeetsTheMarginsServesAndIsRolledBack() throws Exception {
        startJobs(LENIENT);
        Attempt trained = run(TrainJob.NAME);
        assertEquals(Outcome.SUCCEEDED, trained.outcome(), () -> log(trained));
        String log = log(ended(() -> attempts.latest(PromoteJob.NAME, NIGHT)));
        assertEquals(new Aliases(3, Map.of(Alias.CHAMPION, 2L, Alias.PREVIOUS, 1L)), registry.aliases(), log);
        assertTrue(
                log.contains(
                        "model version 2 is the champion now: it meets the margins against optical flow and the champion"),
                log);
        assertTrue(log(trained).contains("windows of 1 stores to learn from"), log(trained));
        assertEquals(
                "job train, attempt 1", registry.find(2).orElseThrow().lineage().origin());

        ModelVersion promoted = registry.find(2).orElseThrow();
        assertEquals(Optional.of(1L), promoted.parent());
        List<TrainingPeriod> periods = promoted.lineage().periods();
        assertTrue(periods.size() > 5, periods::toString);
        // Every third block of two hours was kept to judge by.
        for (TrainingPeriod period : periods) {
            assertFalse(
                    period.overlaps(FIRST.plus(Duration.ofHours(4)), FIRST.plus(Duration.ofMinutes(359))),
                    period::toString);
        }
        assertEquals(0, files(state.resolve("training")));
        JobStore jobs = new JobStore(database.jdbi());
        assertEquals("2", jobs.parameters(TrainJob.NAME).get("newest-version"));
        String decision = jobs.parameters(PromoteJob.NAME).get("last-decision");
        assertTrue(decision.startsWith("model version 2 is the champion now"), decision);

        registry.rollBack(registry.aliases(), "a test", "for a test");
        assertEquals(Optional.of(1L), registry.aliases().of(Alias.CHAMPION));
    }

    @Test
    void aTrainingLearnsFromTheStoresOfReferenceTooAndItsLineageSaysSo() throws Exception {
        Instant earlier = FIRST.minus(Duration.ofDays(30));
        Duration lasts = Duration.ofHours(12);
        Path reference =
                FadingShowers.write(directory.resolve("earlier"), earlier, FRAMES, (int) lasts.toMinutes() / 5);
        startJobs(models(WHATEVER, reference));
        Attempt trained = run(TrainJob.NAME);
        assertEquals(Outcome.SUCCEEDED, trained.outcome(), () -> log(trained));
        assertTrue(log(trained).contains("windows of 2 stores to learn from"), () -> log(trained));
        List<TrainingPeriod> periods = registry.find(2).orElseThrow().lineage().periods();
        assertTrue(
                periods.stream().anyMatch(period -> period.overlaps(earlier, earlier.plus(lasts))), periods::toString);
        assertTrue(periods.stream().anyMatch(period -> period.overlaps(FIRST, NIGHT)), periods::toString);
    }

    @Test
    void aTrainingThatIsGivenMinutesHasTheseFromNowOnThoughItWasBegunToTakeAnotherTime() throws Exception {
        Path begun = Files.createDirectories(state.resolve("training").resolve("2024-06-03T000000Z"));
        new FineTuningPlan(
                        registry.file(registry.find(1).orElseThrow()),
                        store,
                        FIRST,
                        NIGHT,
                        HOURS_OF_A_BLOCK.toMinutes(),
                        3,
                        0,
                        List.of(),
                        7200,
                        3,
                        1e-3,
                        16,
                        2,
                        1,
                        2,
                        begun,
                        begun.resolve("model.zip"),
                        "champion")
                .write(begun.resolve("plan.json"));
        Files.writeString(begun.resolve("deadline"), FIRST.toString()); // long ago
        startJobs(LENIENT);
        Attempt trained = run(TrainJob.NAME, NIGHT, Map.of("minutes", "4"));
        assertEquals(Outcome.SUCCEEDED, trained.outcome(), () -> log(trained));
        assertEquals(Map.of("minutes", "4"), trained.parameters());
        assertTrue(log(trained).contains(", for 240 s or 3 steps\n"), () -> log(trained));
        assertTrue(log(trained).contains("all steps are done"), () -> log(trained));
    }

    @Test
    void aChallengerThatDoesNotIsRefusedAndNotJudgedAgain() throws Exception {
        startJobs(STRICT);
        ModelVersion worse = registry.register(FadingModels.write(directory, "other", 2e-3, 3), "a test");
        registry.challenge(registry.aliases(), worse.number(), "a test", "for a test");
        String log = log(run(PromoteJob.NAME));
        assertEquals(Map.of(Alias.CHAMPION, 1L), registry.aliases().versions(), log);
        assertTrue(log.contains("model version 2 is refused: its MSE is"), log);
        Attempt again = run(PromoteJob.NAME);
        assertEquals(Outcome.SKIPPED, again.outcome());
        assertEquals("there is no challenger to judge", again.reason());
    }

    @Test
    void whereTooFewWetWindowsCameNothingIsDecidedAndTheChallengerWaits() throws Exception {
        startJobs(models(new GateCriteria(1.2, -0.2, 0.95, 1000, 5, HOURS_OF_A_BLOCK, 500, 1)));
        ModelVersion other = registry.register(FadingModels.write(directory, "other", 2e-3, 3), "a test");
        registry.challenge(registry.aliases(), other.number(), "a test", "for a test");
        String log = log(run(PromoteJob.NAME));
        assertTrue(log.contains("model version 2 stays the challenger, nothing is decided: "), log);
        assertEquals(
                Map.of(Alias.CHAMPION, 1L, Alias.CHALLENGER, 2L),
                registry.aliases().versions());
    }

    @Test
    void aTrainingForWhichNoRainHasComeYetIsSkipped() throws Exception {
        startJobs(LENIENT);
        Attempt early = run(TrainJob.NAME, FIRST.minus(Duration.ofHours(1)));
        assertEquals(Outcome.SKIPPED, early.outcome(), () -> log(early));
        assertEquals(
                store + ": has no window to learn from between 2024-05-29T23:00:00Z and 2024-05-31T23:00:00Z",
                early.reason());
        assertFalse(Files.exists(state.resolve("training")), "something was left behind");
    }

    @Test
    void withoutAChampionATrainingIsSkippedAndTheReasonTold() throws Exception {
        database.jdbi().useHandle(handle -> handle.execute("delete from model_aliases"));
        startJobs(LENIENT);
        Attempt skipped = run(TrainJob.NAME);
        assertEquals(Outcome.SKIPPED, skipped.outcome(), () -> log(skipped));
        assertEquals("there is no champion to begin a training with", skipped.reason());
    }

    @Test
    void aTrainingFromAModelThatIsDamagedFailsAndTheReasonIsTold() throws Exception {
        Path file = registry.file(registry.find(1).orElseThrow());
        Files.write(file, new byte[(int) Files.size(file)]);
        startJobs(LENIENT);
        Attempt failed = run(TrainJob.NAME);
        assertEquals(Outcome.FAILED, failed.outcome(), () -> log(failed));
        assertEquals(file + ": the file of model version 1 is damaged: its SHA-256 is another", failed.reason());
        assertTrue(log(failed).contains("failed: " + failed.reason()), log(failed));
    }

    /** Asks for a run as a command does, and waits for its end. */
    private Attempt run(String job) throws InterruptedException {
        return run(job, NIGHT);
    }

    private Attempt run(String job, Instant time) throws InterruptedException {
        return run(job, time, Map.of());
    }

    private Attempt run(String job, Instant time, Map<String, String> parameters) throws InterruptedException {
        JobQueue queue = JobQueue.of(database);
        while (queue.has(new Run(job, time))) {
            TimeUnit.MILLISECONDS.sleep(50); // the run before leaves the queue just after its attempt has ended
        }
        String request = queue.request(new Run(job, time), "command by test", true, parameters)
                .orElseThrow();
        return ended(() -> attempts.ofRequest(job, request));
    }

    private static Attempt ended(Supplier<Optional<Attempt>> find) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<Attempt> found = find.get();
        while (found.filter(attempt -> attempt.outcome() != Outcome.RUNNING).isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("%s did not end within %s".formatted(found, PATIENCE));
            }
            TimeUnit.MILLISECONDS.sleep(50);
            found = find.get();
        }
        return found.get();
    }

    private String log(Attempt attempt) {
        try {
            return attempt + "\n"
                    + Files.readString(AttemptLogs.file(state.resolve("logs"), attempt.job(), attempt.id()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
    }
}
