package amagumo.bench.soak;

import amagumo.ingest.grib.Identification;
import amagumo.ingest.radar.BoundingBox;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.store.EncodedFrame;
import amagumo.ingest.store.StoreWriter;
import amagumo.model.file.ListedZip;
import amagumo.server.config.DatabaseSettings;
import amagumo.server.database.Database;
import amagumo.server.jobs.Attempt;
import amagumo.server.jobs.AttemptStore;
import amagumo.server.jobs.JobQueue;
import amagumo.server.jobs.Outcome;
import amagumo.server.jobs.Run;
import amagumo.server.registry.ModelRegistry;
import amagumo.server.registry.ModelVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A server that is killed with signal 9 at random moments of its jobs: {@code DIR EVENT COUNT SEED}. {@code bench/kills.sh} tells what
 * is done and runs this. Each round starts the server, waits until what the last one left has been done, has it begin a job, and
 * kills it after a time drawn up to a little more than what the job last took.
 */
public final class KilledInJobs {

    /** Whose turn it is; a training takes longer to begin than all others together. */
    private static final List<String> TURNS = List.of(
            "promote", "forecast", "prune", "export", "forecast", "promote", "prune", "export", "forecast", "train");

    private static final int CELLS = 64;
    private static final int FRAMES = 300;
    private static final int OLD_FRAMES = 24;
    private static final Duration OLD = Duration.ofDays(20);
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Path MODEL = Path.of("data-samples/model.zip");

    private final Path directory;
    private final Replay replay;
    private final ServedProcess server;
    private final Random random;
    private final Map<String, Long> took = new HashMap<>();
    private final Map<String, Integer> hit = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private int slots;
    private int challengers;

    private KilledInJobs(Path directory, Path event, long seed) throws IOException {
        this.directory = Files.createDirectories(directory.toAbsolutePath());
        this.random = new Random(seed);
        Instant first = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(2));
        BoundingBox middle = Replay.of(event, Optional.empty(), first).middle(CELLS);
        this.replay = Replay.of(event, Optional.of(middle), first);
        this.server = new ServedProcess("server", this.directory, settings());
    }

    /** Runs it, and ends with status 1 if a state was not as it should be. */
    public static void main(String[] args) throws Exception {
        KilledInJobs killed = new KilledInJobs(Path.of(args[0]), Path.of(args[1]), Long.parseLong(args[3]));
        System.exit(killed.run(Integer.parseInt(args[2])) ? 0 : 1);
    }

    private String settings() {
        return """
                serve { state = "%1$s/state", store = "%1$s/store", model = "%2$s", refresh = 1 second }
                export.destinations = [{ name = share, formats = [netcdf, grib2, pictures], directory = "%1$s/share" }]
                retention { frames.max-age = 10 days, models = 5 }
                models {
                  split { block = 2 hours, blocks = 4, guard = 0 seconds }
                  training { period = 2 days, time = 1 minute, steps = 2, crop = 32, batch = 2, memory = 1 GiB }
                  gate { least-windows = 2, least-blocks = 2, period = 3 days, wet-fraction = 0 }
                }
                """
                .formatted(directory, MODEL);
    }

    private boolean run(int count) throws Exception {
        append(replay, FRAMES);
        for (int round = 0; round < count; round++) {
            String job = TURNS.get(round % TURNS.size());
            if (job.equals("prune")) {
                append(replay.from(replay.time(0).minus(OLD)), OLD_FRAMES);
            }
            server.start();
            try (Database database = Database.open(DatabaseSettings.EMBEDDED, directory.resolve("state"))) {
                awaitIdle(database);
                killWithin(job, database, round);
            }
            note(new StateCheck(directory, "after kill %d, in %s".formatted(round + 1, job)).run());
        }
        server.start();
        try (Database database = Database.open(DatabaseSettings.EMBEDDED, directory.resolve("state"))) {
            awaitIdle(database);
        }
        int status = server.stop();
        StateCheck last = new StateCheck(directory, "at the end");
        last.run();
        note(last.nothingIsLeft());
        System.out.println("killed while the job ran: %s; the last server ended with status %d".formatted(hit, status));
        System.out.println(wrong.isEmpty() ? "nothing was wrong" : wrong.size() + " things were wrong");
        return wrong.isEmpty();
    }

    private void note(List<String> found) {
        found.forEach(line -> System.out.println("WRONG " + line));
        wrong.addAll(found);
    }

    private void append(Replay frames, int count) throws IOException {
        List<EncodedFrame> encoded = new ArrayList<>();
        int from = frames == replay ? slots : 0;
        int slot = from;
        for (; encoded.size() < count; slot++) {
            Optional<RadarFrame> frame = frames.frame(slot);
            if (frame.isPresent()) {
                Instant time = frame.get().validTime();
                encoded.add(EncodedFrame.of(
                        Identification.jmaAnalysis(time), frames.product(time), frame.get(), Byte.SIZE));
            }
        }
        try (StoreWriter writer = StoreWriter.open(directory.resolve("store"), Optional.empty())) {
            writer.append(encoded, false);
        }
        slots = frames == replay ? slot : slots;
    }

    /** Waits until nothing waits to be run, or runs, but what runs all the time or on schedule. */
    private static void awaitIdle(Database database) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (database.jdbi().withHandle(handle -> handle.createQuery("select count(*) from scheduled_tasks"
                                + " where task_name in ('train', 'promote', 'forecast', 'prune', 'export', 'verify')")
                        .mapTo(Integer.class)
                        .one())
                > 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the server has work left after %s".formatted(PATIENCE));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private void killWithin(String job, Database database, int round) throws Exception {
        AttemptStore attempts = new AttemptStore(database.jdbi());
        long before = newest(attempts, job);
        long least = took.getOrDefault(job, 2000L);
        begin(job, database);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (newest(attempts, job) == before && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        long pause = random.nextLong(least * 5 / 4 + 1);
        TimeUnit.MILLISECONDS.sleep(pause);
        server.kill();
        Attempt attempt = attempts.page(job, OptionalLong.empty(), 1).get(0);
        if (attempt.outcome() == Outcome.RUNNING) {
            hit.merge(job, 1, Integer::sum);
            took.merge(job, pause + 1, Math::max);
        } else {
            took.put(
                    job,
                    Math.max(
                            20,
                            Duration.between(attempt.start(), attempt.end().orElseThrow())
                                    .toMillis()));
        }
        System.out.println(String.format(
                Locale.ROOT,
                "kill %d: %s, attempt %d %s, %d ms after it began",
                round + 1,
                job,
                attempt.id(),
                attempt.outcome(),
                pause));
    }

    private void begin(String job, Database database) throws IOException {
        if (job.equals("promote")) {
            challenge(ModelRegistry.of(database, directory.resolve("state"), Clock.systemUTC()));
        } else if (job.equals("forecast") || job.equals("export")) {
            append(replay, 1); // a server that finds it at its start may be done before anybody looks
        }
        if (!job.equals("export")) { // which a forecast asks for
            Run run = new Run(
                    job,
                    job.equals("forecast")
                            ? replay.time(slots - 1)
                            : Instant.now().truncatedTo(ChronoUnit.MILLIS));
            JobQueue.of(database).request(run, "command by kills", true, Map.of());
        }
    }

    /** The shipped model by another name, to be judged. */
    private void challenge(ModelRegistry registry) throws IOException {
        ListedZip shipped = ListedZip.read(MODEL, "model.json", "model file");
        String name = "challenger-" + ++challengers;
        Path file = directory.resolve(name + ".zip");
        new ListedZip(shipped.list().deepCopy().put("name", name), shipped.entries()).write(file, "model.json");
        ModelVersion version = registry.register(file, "kills");
        registry.challenge(registry.aliases(), version.number(), "kills", "to be judged");
        Files.delete(file);
    }

    private static long newest(AttemptStore attempts, String job) {
        return attempts.page(job, OptionalLong.empty(), 1).stream()
                .mapToLong(Attempt::id)
                .findFirst()
                .orElse(0);
    }
}
