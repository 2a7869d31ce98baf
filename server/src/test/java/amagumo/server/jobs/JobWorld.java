package amagumo.server.jobs;

import amagumo.server.config.DatabaseSettings;
import amagumo.server.config.JobSettings;
import amagumo.server.database.Database;
import amagumo.server.database.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A database and the servers of jobs that a test starts on it. */
final class JobWorld implements AutoCloseable {

    static final Instant TIME = Instant.parse("2024-03-01T00:20:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JobSettings SETTINGS =
            new JobSettings(8, Duration.ofSeconds(4), Duration.ofDays(1), 1 << 20, 500, Map.of(), Map.of());

    final Path state;
    final DatabaseSettings settings;
    final Database database;
    final AttemptStore attempts;
    final JobStore jobs;
    final JobQueue queue;
    private final Deque<JobServer> servers = new ArrayDeque<>();

    JobWorld(TestDatabase kind, Path state) throws Exception {
        this.state = state;
        this.settings = kind.settings();
        this.database = Database.open(settings, state);
        this.attempts = new AttemptStore(database.jdbi());
        this.jobs = new JobStore(database.jdbi());
        this.queue = JobQueue.of(database);
        database.jdbi().useHandle(handle -> handle.execute("create table results (content text not null)"));
    }

    JobServer start(Job... served) {
        return start(database.clock(), served);
    }

    JobServer start(InstantSource clock, Job... served) {
        JobServer server = JobServer.start(database, clock, SETTINGS, logs(), List.of(served));
        servers.push(server);
        return server;
    }

    /** Starts a server on another database, which is the caller's to close, as is the server. */
    JobServer start(Database other, Path itsState, Job... served) {
        return JobServer.start(other, SETTINGS, itsState.resolve("logs"), List.of(served));
    }

    Path logs() {
        return state.resolve("logs");
    }

    /** Asks for the run of a job, as a command does, and waits for its end. */
    Attempt run(String job) throws InterruptedException {
        return run(job, Map.of());
    }

    Attempt run(String job, Map<String, String> parameters) throws InterruptedException {
        String request = queue.request(new Run(job, TIME), "command by test", true, parameters)
                .orElseThrow();
        await(() -> !queue.has(new Run(job, TIME)));
        return attempts.ofRequest(job, request).orElseThrow();
    }

    List<Attempt> attempts(String job) {
        return attempts.page(job, OptionalLong.empty(), 1000);
    }

    /** Whether the newest attempt of a job has an outcome. */
    boolean is(String job, Outcome outcome) {
        return attempts(job).stream().limit(1).anyMatch(attempt -> attempt.outcome() == outcome);
    }

    List<String> results() {
        return database.jdbi().withHandle(handle -> handle.createQuery("select content from results")
                .mapTo(String.class)
                .list());
    }

    static void store(AttemptContext attempt, String content) {
        attempt.store(handle -> handle.execute("insert into results (content) values (?)", content));
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not happen within " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Override
    public void close() {
        servers.forEach(JobServer::close);
        database.close();
    }
}
