package amagumo.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.config.DatabaseSettings;
import amagumo.server.config.Settings;
import amagumo.server.database.Database;
import amagumo.server.jobs.Attempt;
import amagumo.server.jobs.AttemptContext;
import amagumo.server.jobs.AttemptStore;
import amagumo.server.jobs.Job;
import amagumo.server.jobs.JobPolicy;
import amagumo.server.jobs.JobResult;
import amagumo.server.jobs.JobServer;
import amagumo.server.jobs.Outcome;
import amagumo.server.jobs.RunParameter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The exit status of {@code amagumo job run}, beside a server whose jobs end in each way. */
class JobRunCommandTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int INTERRUPTED = 130;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final AtomicInteger tries = new AtomicInteger();
    private Database database;
    private AttemptStore attempts;
    private JobServer server;

    @FunctionalInterface
    private interface Work {
        JobResult run(AttemptContext attempt) throws Exception;
    }

    private record TestJob(String name, int retries, Work work) implements Job {

        @Override
        public JobPolicy policy() {
            return JobPolicy.onRequest()
                    .withRetries(retries, Duration.ofMillis(100))
                    .withParameters(List.of(new RunParameter("minutes", 1, 60)));
        }

        @Override
        public JobResult run(AttemptContext attempt) throws Exception {
            return work.run(attempt);
        }
    }

    @BeforeEach
    void serve() throws IOException {
        database = Database.openForServer(DatabaseSettings.EMBEDDED, directory);
        attempts = new AttemptStore(database.jdbi());
        server = JobServer.start(
                database,
                Settings.defaults().jobs(),
                directory.resolve("logs"),
                List.of(
                        new TestJob("broken", 0, attempt -> {
                            throw new IOException("the radar is out");
                        }),
                        new TestJob("shaky", 1, attempt -> {
                            if (tries.incrementAndGet() == 1) {
                                throw new IOException("not yet");
                            }
                            return JobResult.succeeded("at last, within "
                                    + attempt.given("minutes").orElse(60));
                        }),
                        new TestJob("idle", 0, attempt -> JobResult.skipped("there is no rain")),
                        new TestJob("endless", 0, attempt -> {
                            TimeUnit.DAYS.sleep(1);
                            return JobResult.succeeded("");
                        })));
    }

    @AfterEach
    void stop() {
        server.close();
        database.close();
    }

    @Test
    void aRunThatFailsIsOneAndItsReasonIsSaid() {
        assertEquals(1, job("run", "broken"), err::toString);
        assertEquals("attempt 1 failed: the radar is out\n", out.toString());
    }

    @Test
    void aRunWhoseRetrySucceedsIsZero() {
        assertEquals(0, job("run", "shaky"), err::toString);
        assertEquals("attempt 2 succeeded: at last, within 60\n", out.toString());
    }

    @Test
    void aRunIsGivenParametersWhichTheListOfAttemptsShows() {
        assertEquals(0, job("run", "shaky", "--set", "minutes=10"), err::toString);
        assertEquals("attempt 2 succeeded: at last, within 10\n", out.toString());
        assertEquals(0, job("list", "shaky"), err::toString);
        assertTrue(out.toString().contains("  retry  minutes=10  at last, within 10\n"), out::toString);
        assertEquals(
                0,
                Amagumo.commandLine()
                        .setOut(new PrintWriter(out))
                        .execute("job", "list", "--dir", directory.toString()));
        assertTrue(out.toString().contains("            --set        minutes from 1 to 60\n"), out::toString);
    }

    @Test
    void whatAJobDoesNotTakeIsBadUsage() {
        assertEquals(2, job("run", "shaky", "--set", "minutes=61"));
        assertTrue(
                err.toString().startsWith("amagumo: a run of shaky takes minutes from 1 to 60, not minutes=61\nTry "),
                err::toString);
        assertEquals(2, job("run", "shaky", "--set", "minutes"));
        assertEquals(0, tries.get());
    }

    @Test
    void aRunThatHasNothingToDoIsZeroAndSaysSo() {
        assertEquals(0, job("run", "idle"), err::toString);
        assertEquals("attempt 1 skipped: there is no rain\n", out.toString());
    }

    @Test
    void aRunThatSomebodyKillsIsOne() throws Exception {
        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> job("run", "endless"));
        await(() -> is(Outcome.RUNNING));
        int killed = Amagumo.commandLine().execute("job", "kill", "1", "--dir", directory.toString());
        assertEquals(0, killed);
        assertEquals(1, status.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        assertTrue(out.toString().startsWith("attempt 1 killed: killed by "), out::toString);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whoWaitsMayBeInterruptedAndTheRunGoesOn() throws Exception {
        // Where the tests run in the background, they ignore the signal, and their children would.
        Process command = new ProcessBuilder(
                        "env",
                        "--default-signal=INT",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Amagumo.class.getName(),
                        "job",
                        "run",
                        "endless",
                        "--dir",
                        directory.toString())
                .inheritIO()
                .start();
        try {
            await(() -> is(Outcome.RUNNING));
            assertEquals(
                    0,
                    new ProcessBuilder("kill", "-INT", Long.toString(command.pid()))
                            .start()
                            .waitFor());
            assertTrue(command.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            assertEquals(INTERRUPTED, command.exitValue());
            assertTrue(is(Outcome.RUNNING));
        } finally {
            command.destroyForcibly();
        }
    }

    private boolean is(Outcome outcome) {
        List<Attempt> page = attempts.page("endless", OptionalLong.empty(), 1);
        return !page.isEmpty() && page.get(0).outcome() == outcome;
    }

    private int job(String command, String name, String... options) {
        String[] all = Stream.concat(Stream.of("job", command, name, "--dir", directory.toString()), Stream.of(options))
                .toArray(String[]::new);
        return Amagumo.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it did not come to that");
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
