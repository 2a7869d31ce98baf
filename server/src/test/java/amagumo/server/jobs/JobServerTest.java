package amagumo.server.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import amagumo.server.database.Database;
import amagumo.server.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class JobServerTest {

    private static final Logger LOG = LoggerFactory.getLogger(JobServerTest.class);
    private static final RunParameter MINUTES = new RunParameter("minutes", 1, 60);
    private static final Duration SOON = Duration.ofMillis(100);

    private final TestDatabase kind;

    @TempDir
    private Path state;

    private JobWorld world;

    JobServerTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void makeDatabase() throws Exception {
        world = new JobWorld(kind, state);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void keepsWhatRanForWhatStartedByWhomAndItsLog() throws Exception {
        world.start(TestJob.onRequest("rain", attempt -> {
            LOG.info("looking for rain of {}", attempt.nominalTime());
            return JobResult.succeeded("found a shower");
        }));
        Attempt kept = world.run("rain");
        assertEquals(JobWorld.TIME, kept.nominalTime());
        assertEquals("command by test", kept.startedBy());
        assertEquals(Map.of(), kept.parameters());
        assertEquals("found a shower", kept.reason());
        assertFalse(kept.end().orElseThrow().isBefore(kept.start()));
        String log = Files.readString(AttemptLogs.file(world.logs(), "rain", kept.id()));
        assertTrue(log.contains("INFO  looking for rain of 2024-03-01T00:20:00Z\n"), log);
        assertTrue(log.endsWith("succeeded: found a shower\n"), log);
    }

    @Test
    void theLogOfAnAttemptHoldsNothingOfAnother() throws Exception {
        CountDownLatch bothRun = new CountDownLatch(2);
        TestJob.Work work = attempt -> {
            bothRun.countDown();
            bothRun.await();
            LOG.info("this is {}", attempt.number());
            return JobResult.succeeded("");
        };
        world.start(TestJob.onRequest("one", work), TestJob.onRequest("other", work));
        world.queue.request(new Run("one", JobWorld.TIME), "test", true, Map.of());
        Attempt other = world.run("other");
        JobWorld.await(() -> world.is("one", Outcome.SUCCEEDED));
        String log = Files.readString(AttemptLogs.file(world.logs(), "other", other.id()));
        assertEquals(1, log.lines().filter(line -> line.contains("this is")).count(), log);
        assertTrue(log.contains("this is " + other.id()), log);
    }

    @Test
    void aRunThatFailedIsTriedAgainAndSucceedsByItsRetry() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        world.start(new TestJob("rain", JobPolicy.onRequest().withRetries(3, SOON), attempt -> {
            if (tries.incrementAndGet() < 3) {
                throw new IOException("the radar is out");
            }
            return JobResult.succeeded("at last");
        }));
        world.run("rain");
        List<Attempt> kept = world.attempts("rain");
        assertEquals(
                List.of(Outcome.SUCCEEDED, Outcome.FAILED, Outcome.FAILED),
                kept.stream().map(Attempt::outcome).toList());
        assertEquals("the radar is out", kept.get(1).reason());
        assertEquals(OptionalLong.of(kept.get(1).id()), kept.get(0).retryOf());
        assertEquals("retry", kept.get(0).startedBy());
        assertEquals(
                Outcome.SUCCEEDED,
                world.attempts.latest("rain", JobWorld.TIME).orElseThrow().outcome());
    }

    @Test
    void aRunIsGivenWhatItsJobTakesAndSoIsItsRetry() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        JobPolicy policy = JobPolicy.onRequest().withRetries(1, SOON).withParameters(List.of(MINUTES));
        world.start(new TestJob("rain", policy, attempt -> {
            if (tries.incrementAndGet() == 1) {
                throw new IOException("the radar is out");
            }
            return JobResult.succeeded("looked for " + attempt.given("minutes"));
        }));
        Attempt retry = world.run("rain", Map.of("minutes", "10"));
        assertEquals("looked for OptionalInt[10]", retry.reason());
        assertEquals(
                List.of(Map.of("minutes", "10"), Map.of("minutes", "10")),
                world.attempts("rain").stream().map(Attempt::parameters).toList());
        String log = Files.readString(AttemptLogs.file(world.logs(), "rain", retry.id()));
        assertTrue(log.contains(" for 2024-03-01T00:20:00Z with minutes=10, started by retry, "), log);
        assertEquals("looked for OptionalInt.empty", world.run("rain").reason());
    }

    @Test
    void whatAJobDoesNotTakeIsRefusedByASentenceThatSaysWhatItTakes() throws Exception {
        TestJob.Work nothing = attempt -> JobResult.succeeded("");
        world.start(
                new TestJob("rain", JobPolicy.onRequest().withParameters(List.of(MINUTES)), nothing),
                TestJob.onRequest("sun", nothing));
        assertEquals(List.of(MINUTES), world.jobs.find("rain").orElseThrow().parameters());
        JobControl control = new JobControl(world.database, world.logs());
        for (String wrong :
                List.of("minutes=0", "minutes=61", "minutes=9999999999", "minutes=-1", "minutes=1.5", "hours=1")) {
            String[] parts = wrong.split("=");
            IOException refused = assertThrows(
                    RefusedParametersException.class,
                    () -> control.run("rain", Optional.empty(), "test", Map.of(parts[0], parts[1])));
            assertEquals("a run of rain takes minutes from 1 to 60, not " + wrong, refused.getMessage());
        }
        IOException refused = assertThrows(
                RefusedParametersException.class,
                () -> control.run("sun", Optional.empty(), "test", Map.of("minutes", "1")));
        assertEquals("a run of sun takes no parameters, not minutes=1", refused.getMessage());
        assertEquals(List.of(), world.attempts("rain"));
        control.run("rain", Optional.empty(), "test", Map.of("minutes", "60"));
    }

    @Test
    void aRunThatWaitsWithWhatItsJobDoesNotTakeAnyMoreIsSkipped() throws Exception {
        world.start(new TestJob(
                "rain", JobPolicy.onRequest().withParameters(List.of(MINUTES)), attempt -> JobResult.succeeded("")));
        Attempt skipped = world.run("rain", Map.of("minutes", "90"));
        assertEquals(Outcome.SKIPPED, skipped.outcome());
        assertEquals("a run of rain takes minutes from 1 to 60, not minutes=90", skipped.reason());
    }

    @Test
    void retriesEnd() throws Exception {
        world.start(new TestJob("rain", JobPolicy.onRequest().withRetries(2, SOON), attempt -> {
            throw new IllegalStateException("broken");
        }));
        assertEquals(Outcome.FAILED, world.run("rain").outcome());
        assertEquals(3, world.attempts("rain").size());
        assertEquals(
                "java.lang.IllegalStateException: broken",
                world.attempts("rain").get(0).reason());
        String log = Files.readString(AttemptLogs.file(
                world.logs(), "rain", world.attempts("rain").get(0).id()));
        assertTrue(log.contains("\tat amagumo.server.jobs.JobServerTest"), log);
    }

    @Test
    void whatIsAskedForTwiceRunsOnce() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        world.start(TestJob.onRequest("rain", attempt -> {
            mayEnd.await();
            return JobResult.succeeded("");
        }));
        Run run = new Run("rain", JobWorld.TIME);
        assertTrue(world.queue.request(run, "test", true, Map.of()).isPresent());
        JobWorld.await(() -> world.is("rain", Outcome.RUNNING));
        assertEquals(Optional.empty(), world.queue.request(run, "test", true, Map.of()));
        mayEnd.countDown();
        JobWorld.await(() -> !world.queue.has(run));
        assertEquals(1, world.attempts("rain").size());
    }

    @Test
    void anAttemptCanBeKilledFromElsewhereAndIsNotTriedAgain() throws Exception {
        world.start(TestJob.onRequest("rain", attempt -> {
            new CountDownLatch(1).await();
            return JobResult.succeeded("");
        }));
        world.queue.request(new Run("rain", JobWorld.TIME), "test", true, Map.of());
        JobWorld.await(() -> world.is("rain", Outcome.RUNNING));
        long id = world.attempts("rain").get(0).id();
        assertTrue(world.attempts.kill(id, "Yuki"));
        JobWorld.await(() -> world.is("rain", Outcome.KILLED));
        assertEquals("killed by Yuki", world.attempts("rain").get(0).reason());
        JobWorld.await(() -> !world.queue.has(new Run("rain", JobWorld.TIME)));
        assertFalse(world.attempts.kill(id, "Yuki"));
        assertEquals(1, world.attempts("rain").size());
    }

    @Test
    void aPausedJobSkipsAndSaysWhy() throws Exception {
        world.start(TestJob.onRequest("rain", attempt -> JobResult.succeeded("")));
        world.jobs.pause("rain", "Yuki: the disk is full");
        Attempt skipped = world.run("rain");
        assertEquals(Outcome.SKIPPED, skipped.outcome());
        assertEquals("Yuki: the disk is full", skipped.reason());
        world.jobs.resume("rain");
        assertEquals(Outcome.SUCCEEDED, world.run("rain").outcome());
    }

    @Test
    void whatRunsAllTheTimeBeginsAgainAndPausesWhileItRuns() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        world.start(new TestJob("watch", JobPolicy.continuously().withRetries(0, SOON), attempt -> {
            if (begun.incrementAndGet() == 1) {
                throw new IOException("the directory is gone");
            }
            new CountDownLatch(1).await();
            return JobResult.succeeded("");
        }));
        JobWorld.await(() -> begun.get() == 2 && world.is("watch", Outcome.RUNNING));
        world.jobs.pause("watch", "Yuki");
        JobWorld.await(() -> world.is("watch", Outcome.ABANDONED));
        assertEquals(2, begun.get());
        world.jobs.resume("watch");
        JobWorld.await(() -> begun.get() == 3);
    }

    @Test
    void aRunWhoseEndCouldNotBeWrittenBeginsAgainThoughNoOtherServerIsThere() throws Exception {
        assumeTrue(kind == TestDatabase.SQLITE, "on PostgreSQL another server may be there");
        Path alone = state.resolve("alone");
        try (Database database = Database.openForServer(kind.settings(), alone)) {
            AtomicInteger begun = new AtomicInteger();
            JobStore jobs = new JobStore(database.jdbi());
            TestJob watch = new TestJob("watch", JobPolicy.continuously(), attempt -> {
                begun.incrementAndGet();
                Thread.sleep(Duration.ofDays(1).toMillis());
                return JobResult.succeeded("");
            });
            JobServer server = world.start(database, alone, watch);
            try {
                JobWorld.await(() -> begun.get() == 1);
                jobs.pause("watch", "a test");
                JobWorld.await(() -> new AttemptStore(database.jdbi()).running().isEmpty());
                // As db-scheduler leaves it where neither the end nor another try can be written.
                JobWorld.await(() -> database.jdbi()
                                .withHandle(
                                        handle -> handle.execute(
                                                "update scheduled_tasks set picked = true, picked_by = 'it', last_heartbeat = 0,"
                                                        + " version = version + 1 where task_name = 'watch' and picked = false"))
                        == 1);
                jobs.resume("watch");
                JobWorld.await(() -> begun.get() == 2);
            } finally {
                server.close();
            }
        }
    }

    @Test
    void ofServersThatShareADatabaseOneDoesNotTakeAwayWhatAnotherHas() {
        world.start(TestJob.onRequest("rain", attempt -> JobResult.succeeded("")));
        world.jobs.pause("rain", "a test");
        world.start(TestJob.onRequest("snow", attempt -> JobResult.succeeded("")));
        assertEquals(Optional.of("a test"), world.jobs.paused("rain"));
    }

    @Test
    void aRunBeyondTheAgeOfItsJobIsSkippedUnlessSomebodyAskedForIt() throws Exception {
        world.start(new TestJob(
                "rain", JobPolicy.onRequest().withOldest(Duration.ofHours(1)), attempt -> JobResult.succeeded("")));
        world.queue.request(new Run("rain", JobWorld.TIME), "job watch", false, Map.of());
        JobWorld.await(() -> world.is("rain", Outcome.SKIPPED));
        String reason = world.attempts("rain").get(0).reason();
        assertTrue(reason.endsWith(" min ago, and runs are skipped beyond 1 h 0 min (jobs.skip-older-than)"), reason);
        JobWorld.await(() -> !world.queue.has(new Run("rain", JobWorld.TIME)));
        assertEquals(Outcome.SUCCEEDED, world.run("rain").outcome());
    }

    @Test
    void anAttemptThatTakesLongerThanExpectedIsFlagged() throws Exception {
        world.start(
                new TestJob("slow", JobPolicy.onRequest().withExpected(Duration.ofMillis(1)), attempt -> {
                    Thread.sleep(20);
                    return JobResult.succeeded("");
                }),
                new TestJob(
                        "quick",
                        JobPolicy.onRequest().withExpected(Duration.ofHours(1)),
                        attempt -> JobResult.succeeded("")));
        assertTrue(world.run("slow").overrun());
        assertFalse(world.run("quick").overrun());
    }

    @Test
    void whatRunsAllTheTimeHasAnAttemptForEachDay() throws Exception {
        AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
        world.start(
                () -> world.database.clock().instant().plus(later.get()),
                new TestJob("watch", JobPolicy.continuously(), attempt -> {
                    while (attempt.goesOn()) {
                        Thread.sleep(10);
                    }
                    return JobResult.succeeded("a day");
                }));
        JobWorld.await(() -> world.is("watch", Outcome.RUNNING));
        long first = world.attempts("watch").get(0).id();
        later.set(Duration.ofDays(1));
        JobWorld.await(() -> world.attempts("watch").size() == 2 && world.is("watch", Outcome.RUNNING));
        Attempt ended = world.attempts("watch").get(1);
        assertEquals(first, ended.id());
        assertEquals(Outcome.SUCCEEDED, ended.outcome());
    }

    @Test
    void anAttemptThatHangsIsFlaggedWhileItRuns() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        world.start(new TestJob("slow", JobPolicy.onRequest().withExpected(Duration.ofMillis(1)), attempt -> {
            go.await();
            return JobResult.succeeded("");
        }));
        world.queue.request(new Run("slow", JobWorld.TIME), "command by test", true, Map.of());
        JobWorld.await(() -> world.attempts("slow").stream().anyMatch(Attempt::overrun));
        assertTrue(world.is("slow", Outcome.RUNNING));
        go.countDown();
        JobWorld.await(() -> world.is("slow", Outcome.SUCCEEDED));
        assertTrue(world.attempts("slow").get(0).overrun());
    }

    @Test
    void aBackfillRunsWhatHasNotSucceededOldestFirstAndIsResumed() throws Exception {
        NominalTimes times = new NominalTimes(Duration.ofMinutes(5), Duration.ZERO);
        List<Instant> ran = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger outage = new AtomicInteger(1);
        world.start(new TestJob(
                "rain", JobPolicy.onRequest().withTimes(Optional.of(times)).withRetries(0, SOON), attempt -> {
                    if (attempt.nominalTime().equals(JobWorld.TIME.plusSeconds(300)) && outage.getAndDecrement() > 0) {
                        throw new IOException("no frames");
                    }
                    ran.add(attempt.nominalTime());
                    return JobResult.succeeded("");
                }));
        Instant last = JobWorld.TIME.plusSeconds(600);
        assertTrue(world.queue.backfill("rain", JobWorld.TIME.minusSeconds(60), last, "backfill by test"));
        JobWorld.await(() -> ran.contains(last) && !world.queue.has(new Run("rain", last)));
        assertEquals(List.of(JobWorld.TIME, last), ran);
        JobWorld.await(() -> world.queue.backfill("rain", JobWorld.TIME, last, "backfill by test"));
        JobWorld.await(() -> ran.size() == 3);
        assertEquals(JobWorld.TIME.plusSeconds(300), ran.get(2));
        assertEquals("backfill by test", world.attempts("rain").get(0).startedBy());
    }

    @Test
    void aServerThatStopsAbandonsWhatDoesNotEndAndTheNextBeginsItAgain() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        TestJob job = TestJob.onRequest("rain", attempt -> {
            if (begun.incrementAndGet() == 1) {
                new CountDownLatch(1).await();
            }
            JobWorld.store(attempt, "rain");
            return JobResult.succeeded("");
        });
        JobServer first = world.start(job);
        world.queue.request(new Run("rain", JobWorld.TIME), "test", true, Map.of());
        JobWorld.await(() -> world.is("rain", Outcome.RUNNING));
        first.close();
        assertEquals(Outcome.ABANDONED, world.attempts("rain").get(0).outcome());
        assertEquals("the server stopped", world.attempts("rain").get(0).reason());
        world.start(job);
        JobWorld.await(() -> world.is("rain", Outcome.SUCCEEDED));
        assertEquals(
                OptionalLong.of(world.attempts("rain").get(1).id()),
                world.attempts("rain").get(0).retryOf());
        assertEquals(List.of("rain"), world.results());
    }

    @Test
    void whatIgnoresTheEndOfItsServerStoresNothingAfterIt() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        CountDownLatch refused = new CountDownLatch(1);
        JobServer server = world.start(TestJob.onRequest("rain", attempt -> {
            awaitWhateverComes(mayEnd);
            assertThrows(LeaseLostException.class, () -> JobWorld.store(attempt, "too late"));
            assertThrows(LeaseLostException.class, attempt::requireLease);
            refused.countDown();
            return JobResult.succeeded("");
        }));
        world.queue.request(new Run("rain", JobWorld.TIME), "test", true, Map.of());
        JobWorld.await(() -> world.is("rain", Outcome.RUNNING));
        server.close();
        assertEquals(Outcome.LOST_LEASE, world.attempts("rain").get(0).outcome());
        mayEnd.countDown();
        refused.await();
        assertEquals(List.of(), world.results());
    }

    @Test
    void valuesThatARunLeavesStandBesideThoseThatWereSet() throws Exception {
        world.start(TestJob.onRequest("count", attempt -> {
            attempt.setParameter("newest", Long.toString(attempt.number()));
            return JobResult.succeeded("");
        }));
        world.jobs.setParameter("count", "newest", "0");
        world.jobs.setParameter("count", "note", "twice");
        Attempt counted = world.run("count");
        assertEquals(Map.of("newest", Long.toString(counted.id()), "note", "twice"), world.jobs.parameters("count"));
    }

    @Test
    void pagesGoBackToTheFirstAttempt() throws Exception {
        world.start(TestJob.onRequest("rain", attempt -> JobResult.succeeded("")));
        for (int i = 0; i < 5; i++) {
            world.run("rain");
        }
        List<Long> ids = new ArrayList<>();
        OptionalLong before = OptionalLong.empty();
        for (List<Attempt> page = world.attempts.page("rain", before, 2);
                !page.isEmpty();
                page = world.attempts.page("rain", before, 2)) {
            assertTrue(page.size() <= 2);
            page.forEach(attempt -> ids.add(attempt.id()));
            before = OptionalLong.of(ids.get(ids.size() - 1));
        }
        assertEquals(List.of(5L, 4L, 3L, 2L, 1L), ids);
    }

    /** Waits as a thread does that no interrupt can reach. */
    private static void awaitWhateverComes(CountDownLatch latch) {
        boolean ended = false;
        while (!ended) {
            try {
                latch.await();
                ended = true;
            } catch (InterruptedException e) {
                LOG.debug("not yet", e);
            }
        }
    }
}
