package amagumo.server.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.config.Settings;
import amagumo.server.database.TestDatabase;
import amagumo.server.jobs.task.WithLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleTest {

    private static final NominalTimes DAILY = new NominalTimes(Duration.ofDays(1), Duration.ofHours(3));

    @TempDir
    private Path state;

    @Test
    void nominalTimesFollowFromPeriodAndOffset() {
        Instant before = Instant.parse("2024-03-01T02:59:59.999Z");
        Instant at = Instant.parse("2024-03-01T03:00:00Z");
        assertEquals(at, DAILY.after(before));
        assertEquals(at.minus(Duration.ofDays(1)), DAILY.latest(before));
        assertEquals(at, DAILY.latest(at));
        assertEquals(at.plus(Duration.ofDays(1)), DAILY.after(at));
        assertTrue(DAILY.contains(at));
        assertEquals(0, DAILY.between(at, at));
        assertEquals(1, DAILY.between(before, at));
        assertEquals(30, DAILY.between(at, at.plus(Duration.ofDays(30))));
        assertEquals(Instant.parse("1969-12-31T03:00:00Z"), DAILY.latest(Instant.parse("1970-01-01T02:00:00Z")));
        assertThrows(IllegalArgumentException.class, () -> new NominalTimes(Duration.ofDays(1), Duration.ofDays(1)));
        assertThrows(IllegalArgumentException.class, () -> new NominalTimes(Duration.ZERO, Duration.ZERO));
    }

    @Test
    void aClockThatWasYearsAheadDoesNotPutOffWhatIsToRunNow() throws Exception {
        NominalTimes eachSecond = new NominalTimes(Duration.ofSeconds(1), Duration.ZERO);
        try (JobWorld world = new JobWorld(TestDatabase.SQLITE, state)) {
            Job[] jobs = {
                new TestJob("tick", JobPolicy.onSchedule(eachSecond), attempt -> JobResult.succeeded("")),
                new TestJob("watch", JobPolicy.continuously(), attempt -> {
                    TimeUnit.DAYS.sleep(1);
                    return JobResult.succeeded("");
                })
            };
            InstantSource ahead = () -> Instant.now().plus(Duration.ofDays(2000));
            JobServer wrong = world.start(ahead, jobs);
            JobWorld.await(() -> world.is("watch", Outcome.RUNNING)
                    && !world.attempts("tick").isEmpty());
            wrong.close();
            int before = world.attempts("tick").size();
            world.start(jobs);
            JobWorld.await(() ->
                    world.is("watch", Outcome.RUNNING) && world.attempts("tick").size() > before);
        }
    }

    @Test
    void aClockThatWasYearsAheadForAWhilePutsNothingOffWhileTheServerRunsOn() throws Exception {
        NominalTimes eachSecond = new NominalTimes(Duration.ofSeconds(1), Duration.ZERO);
        AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ofDays(2000));
        try (JobWorld world = new JobWorld(TestDatabase.SQLITE, state)) {
            world.start(
                    () -> Instant.now().plus(ahead.get()),
                    new TestJob("tick", JobPolicy.onSchedule(eachSecond), attempt -> JobResult.succeeded("")));
            JobWorld.await(() -> !world.attempts("tick").isEmpty());
            ahead.set(Duration.ZERO);
            Instant soon = Instant.now().plus(Duration.ofDays(1));
            JobWorld.await(() -> world.attempts("tick").stream()
                    .anyMatch(attempt -> attempt.nominalTime().isBefore(soon)));
        }
    }

    @Test
    void nominalTimesThatBecomeKnownLaterCanBeBackfilled() throws Exception {
        AtomicReference<Optional<NominalTimes>> times = new AtomicReference<>(Optional.empty());
        try (JobWorld world = new JobWorld(TestDatabase.SQLITE, state)) {
            world.start(new Job() {
                @Override
                public String name() {
                    return "rain";
                }

                @Override
                public JobPolicy policy() {
                    return JobPolicy.onRequest().withTimes(times.get());
                }

                @Override
                public JobResult run(AttemptContext attempt) {
                    return JobResult.succeeded("");
                }
            });
            assertEquals(Optional.empty(), world.jobs.find("rain").orElseThrow().times());
            times.set(Optional.of(DAILY));
            JobWorld.await(() -> world.jobs.find("rain").orElseThrow().times().equals(Optional.of(DAILY)));
        }
    }

    @Test
    void eachRunIsAskedForAtItsTime() throws Exception {
        NominalTimes eachSecond = new NominalTimes(Duration.ofSeconds(1), Duration.ZERO);
        try (JobWorld world = new JobWorld(TestDatabase.SQLITE, state)) {
            world.start(new TestJob("tick", JobPolicy.onSchedule(eachSecond).withCatchUp(10), attempt -> {
                return JobResult.succeeded("");
            }));
            JobWorld.await(() -> world.attempts("tick").size() >= 4);
            List<Instant> times = world.attempts("tick").stream()
                    .filter(attempt -> attempt.outcome() == Outcome.SUCCEEDED)
                    .map(Attempt::nominalTime)
                    .toList();
            assertTrue(times.stream().allMatch(eachSecond::contains));
            assertEquals(times.size(), times.stream().distinct().count());
        }
    }

    @Test
    void afterATimeWithoutAServerTheNewestAreMadeUpForAndTheOthersPassedOverOnce() throws Exception {
        Instant lastYear = Instant.parse("2023-03-01T02:00:00Z");
        Instant now = Instant.parse("2024-03-01T12:00:00Z");
        TestJob job =
                new TestJob("daily", JobPolicy.onSchedule(DAILY).withCatchUp(2), attempt -> JobResult.succeeded(""));
        try (JobWorld world = new JobWorld(TestDatabase.SQLITE, state)) {
            world.start(InstantSource.fixed(lastYear), job).close();
            world.start(InstantSource.fixed(now), job);
            JobWorld.await(() -> world.attempts("daily").size() == 3
                    && world.attempts("daily").stream().noneMatch(attempt -> attempt.outcome() == Outcome.RUNNING));
            Map<Outcome, Long> outcomes = world.attempts("daily").stream()
                    .collect(Collectors.groupingBy(Attempt::outcome, Collectors.counting()));
            assertEquals(Map.of(Outcome.SUCCEEDED, 2L, Outcome.SKIPPED, 1L), outcomes);
            assertTrue(world.attempts("daily").stream().anyMatch(attempt -> attempt.reason()
                    .equals("365 nominal times from 2023-03-01T03:00:00Z to 2024-02-28T03:00:00Z passed while no"
                            + " server ran; the newest 2 are made up for")));
            assertTrue(world.attempts("daily").stream()
                    .anyMatch(attempt -> attempt.nominalTime().equals(Instant.parse("2024-03-01T03:00:00Z"))
                            && attempt.outcome() == Outcome.SUCCEEDED));
        }
    }

    @Test
    void howManyMissedTimesAJobMakesUpForAndHowLateItRunsIsSaidInTheSettings() throws Exception {
        Settings settings = settings("jobs { catch-up.train = 3, skip-older-than.train = 40 hours }");
        try (JobWorld world = new JobWorld(TestDatabase.SQLITE, state)) {
            Job train = train(settings);
            world.start(InstantSource.fixed(Instant.parse("2024-02-20T02:00:00Z")), train)
                    .close();
            world.start(InstantSource.fixed(Instant.parse("2024-03-01T12:00:00Z")), train);
            await(world, 4);
            assertEquals(
                    Map.of(
                            "2024-02-20T03:00:00Z",
                            "8 nominal times from 2024-02-20T03:00:00Z to 2024-02-27T03:00:00Z passed while no server"
                                    + " ran; the newest 3 are made up for",
                            "2024-02-28T03:00:00Z",
                            "2024-02-28T03:00:00Z is 57 h 0 min ago, and runs are skipped beyond 40 h 0 min"
                                    + " (jobs.skip-older-than)",
                            "2024-02-29T03:00:00Z",
                            "trained",
                            "2024-03-01T03:00:00Z",
                            "trained"),
                    reasons(world));
        }
    }

    @Test
    void aTrainingOfTheNightThatIsTwelveHoursLateIsSkippedByDefault() throws Exception {
        try (JobWorld world = new JobWorld(TestDatabase.SQLITE, state)) {
            Job train = train(settings(""));
            world.start(InstantSource.fixed(Instant.parse("2024-03-01T02:00:00Z")), train)
                    .close();
            world.start(InstantSource.fixed(Instant.parse("2024-03-01T15:00:00Z")), train);
            await(world, 1);
            assertEquals(Outcome.SKIPPED, world.attempts("train").get(0).outcome());
            assertEquals(
                    Map.of(
                            "2024-03-01T03:00:00Z",
                            "2024-03-01T03:00:00Z is 12 h 0 min ago, and runs are skipped beyond 6 h 0 min"
                                    + " (jobs.skip-older-than)"),
                    reasons(world));
        }
    }

    private Settings settings(String text) throws Exception {
        return Settings.read(Files.writeString(state.resolve("amagumo.conf"), text));
    }

    private static Job train(Settings settings) {
        JobPolicy policy = JobPolicy.onSchedule(DAILY);
        return new WithLimits(new TestJob("train", policy, attempt -> JobResult.succeeded("trained")), settings.jobs());
    }

    private static void await(JobWorld world, int attempts) throws InterruptedException {
        JobWorld.await(() -> world.attempts("train").size() == attempts
                && world.attempts("train").stream().noneMatch(attempt -> attempt.outcome() == Outcome.RUNNING));
    }

    private static Map<String, String> reasons(JobWorld world) {
        return world.attempts("train").stream()
                .collect(Collectors.toMap(attempt -> attempt.nominalTime().toString(), Attempt::reason));
    }
}
