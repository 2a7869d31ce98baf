package amagumo.server.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import amagumo.ingest.file.AtomicFile;
import amagumo.server.config.DatabaseSettings;
import amagumo.server.config.JobSettings;
import amagumo.server.database.Database;
import amagumo.server.database.TestDatabase;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Servers that are killed with signal 9 at random moments of their jobs, 5 times, or as often as {@code -Damagumo.kills}
 * says. On PostgreSQL, where the next one first waits until nothing is heard of the killed one, a tenth of that.
 */
class KilledServerTest {

    private static final int KILLS = Integer.getInteger("amagumo.kills", 5);
    private static final int RUNS_A_KILL = 10;

    /** A little longer than the runs of a kill take. */
    private static final int LONGEST_LIFE_MS = 600;

    private static final String JOB = "work";

    @TempDir
    private Path state;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theNextServerResumesAndInTheEndAllIsAsIfNoneHadBeenKilled(TestDatabase kind) throws Exception {
        int kills = kind == TestDatabase.SQLITE ? KILLS : Math.max(1, KILLS / 10);
        int runs = RUNS_A_KILL * kills;
        Random random = new Random(12);
        try (JobWorld world = new JobWorld(kind, state)) {
            world.database
                    .jdbi()
                    .useHandle(handle -> handle.execute(
                            "create table worked (nominal_time bigint not null primary key, attempt bigint not null)"));
            Files.createDirectories(state.resolve("files"));
            for (int kill = 0; kill < kills; kill++) {
                for (int i = 0; i < RUNS_A_KILL; i++) {
                    world.queue.request(new Run(JOB, time(RUNS_A_KILL * kill + i)), "test", true, Map.of());
                }
                long before = newest(world);
                Process process = start(world.settings);
                try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                    assertEquals("started", out.readLine());
                    JobWorld.await(() -> newest(world) > before);
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_LIFE_MS));
                } finally {
                    process.destroyForcibly().waitFor();
                }
            }
            Process last = start(world.settings);
            try {
                JobWorld.await(() -> !isLeft(world));
            } finally {
                last.destroyForcibly().waitFor();
            }
            verify(world, runs);
        }
    }

    /** Each run has succeeded once, what it stored is that attempt's, and nothing half-made lies about. */
    private void verify(JobWorld world, int runs) throws Exception {
        Map<Instant, List<Attempt>> succeeded = new TreeMap<>();
        for (Attempt attempt : world.attempts(JOB)) {
            if (attempt.outcome() == Outcome.SUCCEEDED) {
                succeeded
                        .computeIfAbsent(attempt.nominalTime(), time -> new ArrayList<>())
                        .add(attempt);
            }
        }
        assertEquals(runs, succeeded.size());
        Map<Long, Long> stored = new TreeMap<>();
        world.database.jdbi().useHandle(handle -> handle.createQuery("select nominal_time, attempt from worked")
                .map((row, context) -> stored.put(row.getLong(1), row.getLong(2)))
                .list());
        assertEquals(runs, stored.size());
        for (int i = 0; i < runs; i++) {
            List<Attempt> attempts = succeeded.get(time(i));
            assertEquals(1, attempts.size(), attempts::toString);
            assertEquals(attempts.get(0).id(), stored.get(time(i).toEpochMilli()));
            assertEquals("rain of " + time(i), Files.readString(file(state, time(i))));
        }
        try (Stream<Path> files = Files.list(state.resolve("files"))) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith(".")) // what was being written stays hidden
                    .toList();
            assertEquals(runs, names.size(), names::toString);
        }
    }

    private static boolean isLeft(JobWorld world) {
        return world.database
                .jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from scheduled_tasks where task_name = :job")
                                .bind("job", JOB)
                                .mapTo(Integer.class)
                                .one()
                        > 0);
    }

    private static long newest(JobWorld world) {
        return world.attempts(JOB).stream().mapToLong(Attempt::id).max().orElse(0);
    }

    private static Instant time(int run) {
        return JobWorld.TIME.plusSeconds(300L * run);
    }

    private static Path file(Path state, Instant time) {
        return state.resolve("files").resolve(time.toEpochMilli() + ".txt");
    }

    private Process start(DatabaseSettings settings) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Server.class.getName(),
                        state.toString(),
                        settings.url().orElse(""),
                        settings.user().orElse(""),
                        settings.passwordFile().map(Path::toString).orElse(""))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** A server whose job writes a file and a row. */
    static final class Server {
        public static void main(String[] arguments) throws Exception {
            Path state = Path.of(arguments[0]);
            DatabaseSettings settings = new DatabaseSettings(
                    given(arguments[1]),
                    given(arguments[2]),
                    given(arguments[3]).map(Path::of));
            Database database = Database.openForServer(settings, state);
            TestJob job = TestJob.onRequest(JOB, attempt -> {
                Thread.sleep(attempt.number() * 37 % 100);
                attempt.requireLease();
                AtomicFile.replaceDurably(
                        file(state, attempt.nominalTime()),
                        file -> Files.writeString(file, "rain of " + attempt.nominalTime()));
                attempt.store(handle -> handle.execute(
                        "insert into worked (nominal_time, attempt) values (?, ?)"
                                + " on conflict (nominal_time) do update set attempt = excluded.attempt",
                        attempt.nominalTime().toEpochMilli(),
                        attempt.number()));
                return JobResult.succeeded("");
            });
            JobServer.start(
                    database,
                    new JobSettings(2, Duration.ofSeconds(4), Duration.ofDays(1), 1 << 20, 500, Map.of(), Map.of()),
                    state.resolve("logs"),
                    List.of(job));
            System.out.println("started");
            Thread.sleep(Long.MAX_VALUE);
        }

        private static Optional<String> given(String argument) {
            return argument.isEmpty() ? Optional.empty() : Optional.of(argument);
        }
    }
}
