package amagumo.bench.soak;

import amagumo.server.config.DatabaseSettings;
import amagumo.server.database.Database;
import amagumo.server.jobs.JobQueue;
import amagumo.server.jobs.Run;
import amagumo.server.jobs.task.TrainJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Servers as they run for months, in an hour: {@code DIR EVENT MINUTES SERVERS disturbed|undisturbed [URL USER PASSWORD-FILE]}. {@code bench/soak.sh}
 * tells what is done and runs this. A frame of the event comes each 5 seconds. Its time is in the past: the first frame's as
 * long before the start as the whole replay is long, so that the last one is of about now. To the servers it is an archive that
 * takes up again after an outage and delivers 60 times as fast as time goes by, oldest first.
 */
public final class Soak {

    private static final Duration BEAT = Duration.ofSeconds(5);
    private static final int AT_ONCE = 5; // the frames of the first forecast
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int BEATS_A_COUNT = 60; // of what lives on the heap
    private static final int RESUMED_WITHIN_S = 30;
    private static final long SEED = 12;

    private final Path directory;
    private final int minutes;
    private final int slots;
    private final Replay replay;
    private final DatabaseSettings database;
    private final DatedArchive archive = new DatedArchive();
    private final List<ServedProcess> servers = new ArrayList<>();
    private final List<Clients> clients = new ArrayList<>();
    private final List<Memory> resident = new ArrayList<>();
    private final List<Memory> live = new ArrayList<>();
    private final List<Disturbance> left;
    private final List<Integer> trainings; // minutes after the start
    private final List<String> recoveries = Collections.synchronizedList(new ArrayList<>());
    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final long begun = System.nanoTime();

    private Soak(Path directory, Path event, int minutes, int servers, boolean disturbed, DatabaseSettings database)
            throws IOException {
        this.directory = Files.createDirectories(directory.toAbsolutePath());
        this.minutes = minutes;
        this.slots = (int) Duration.ofMinutes(minutes).dividedBy(BEAT);
        this.database = database;
        Instant end = Instant.now().minusSeconds(60);
        Instant first = end.minus(Duration.ofMinutes(5L * slots));
        this.replay = Replay.of(event, Optional.empty(), Instant.ofEpochSecond(first.getEpochSecond() / 300 * 300));
        this.left = disturbed ? Disturbance.draw(new Random(SEED), minutes, servers) : new ArrayList<>();
        this.trainings = new ArrayList<>(List.of(minutes / 4, minutes / 2, minutes * 3 / 4));
        for (int i = 1; i <= servers; i++) {
            ServedProcess server = new ServedProcess("server-" + i, this.directory, settings());
            this.servers.add(server);
            clients.add(new Clients(server, SEED + i));
            resident.add(new Memory("resident memory"));
            live.add(new Memory("what lives on the heap"));
        }
    }

    /** Runs it, and ends with status 1 if anything was not as it should be. */
    public static void main(String[] args) throws Exception {
        DatabaseSettings database = args.length > 5
                ? new DatabaseSettings(Optional.of(args[5]), Optional.of(args[6]), Optional.of(Path.of(args[7])))
                : DatabaseSettings.EMBEDDED;
        boolean disturbed = args[4].equals("disturbed");
        Soak soak = new Soak(
                Path.of(args[0]),
                Path.of(args[1]),
                Integer.parseInt(args[2]),
                Integer.parseInt(args[3]),
                disturbed,
                database);
        System.exit(soak.run() ? 0 : 1);
    }

    private String settings() {
        Duration reach = Duration.ofMinutes(5L * slots + minutes + 60);
        return """
                serve {
                  state = "%1$s/state", store = "%1$s/store", model = "data-samples/model.zip", refresh = 2 seconds
                  forecasts.catch-up = 1 day
                  source.http {
                    url = "%2$s", interval = 3 seconds, private-addresses = true
                    late = %3$d minutes, in-order = %3$d minutes, skip-older-than = %3$d minutes
                  }
                }
                jobs.skip-older-than.export = 1 day # 24 minutes here
                export.destinations = [{ name = share, formats = [grib2], directory = "%1$s/share" }]
                models {
                  split { block = 2 hours, blocks = 4, guard = 0 seconds }
                  training { period = 3 days, time = 1 minute, crop = 64, batch = 2, memory = 1 GiB }
                }
                %4$s
                """
                .formatted(
                        directory,
                        archive.template(),
                        reach.toMinutes(),
                        database.url()
                                .map(url -> "database { url = \"%s\", user = \"%s\", password-file = \"%s\" }"
                                        .formatted(
                                                url,
                                                database.user().orElseThrow(),
                                                database.passwordFile().orElseThrow()))
                                .orElse(""));
    }

    private boolean run() throws Exception {
        try {
            for (ServedProcess server : servers) {
                server.start();
            }
            clients.forEach(threads::execute);
            threads.execute(this::watchMemory);
            replay();
            return audit();
        } finally {
            threads.shutdownNow();
            for (ServedProcess server : servers) {
                if (server.isUp()) {
                    server.stop();
                }
            }
            archive.close();
        }
    }

    private void replay() throws Exception {
        for (int slot = 0; slot < AT_ONCE; slot++) {
            release(slot);
        }
        Disturbance.awaitForecast(forecasts());
        long start = System.nanoTime();
        int released = AT_ONCE;
        while (released < slots) {
            double seconds = (System.nanoTime() - start) / 1e9;
            while (released < slots && released < AT_ONCE + seconds / BEAT.toSeconds()) {
                release(released++);
            }
            if (!trainings.isEmpty() && trainings.get(0) * 60 <= seconds) {
                trainings.remove(0);
                train();
            }
            if (!left.isEmpty() && left.get(0).second() <= seconds) {
                Disturbance next = left.remove(0);
                threads.execute(() -> disturb(next));
            }
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
    }

    private void train() throws IOException {
        try (Database opened = Database.open(database, directory.resolve("state"))) {
            Run run = new Run(TrainJob.NAME, Instant.now().truncatedTo(ChronoUnit.MILLIS));
            JobQueue.of(opened).request(run, "command by soak", true, Map.of());
        }
    }

    private void release(int slot) {
        replay.file(slot).ifPresent(file -> archive.release(replay.time(slot), file));
    }

    private Path forecasts() {
        return directory.resolve("state/forecasts/store");
    }

    private void disturb(Disturbance disturbance) {
        try {
            Disturbance.Recovery recovery = disturbance.happen(servers, forecasts());
            recoveries.add(recovery.text());
            if (recovery.seconds() > RESUMED_WITHIN_S) {
                wrong.add(recovery.text());
            }
        } catch (IOException e) {
            wrong.add(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watchMemory() {
        try {
            for (int beat = 1; true; beat++) {
                for (int i = 0; i < servers.size(); i++) {
                    ServedProcess server = servers.get(i);
                    double seconds = (System.nanoTime() - begun) / 1e9;
                    if (server.isUp()) {
                        resident.get(i).add(server.pid(), seconds, server.residentMib());
                    }
                    if (server.isUp() && beat % BEATS_A_COUNT == 0) {
                        live.get(i).add(server.pid(), seconds, server.liveMib());
                    }
                }
                TimeUnit.NANOSECONDS.sleep(BEAT.toNanos());
            }
        } catch (IOException e) {
            wrong.add("what lives on the heap could not be counted: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the end of the soak
        }
    }

    private boolean audit() throws Exception {
        try (Audit audit = new Audit(directory, replay, slots, servers, database)) {
            audit.await();
            wrong.addAll(audit.run());
        }
        recoveries.forEach(System.out::println);
        for (int i = 0; i < servers.size(); i++) {
            Clients client = clients.get(i);
            System.out.println(String.format(
                    Locale.ROOT,
                    "%s answered %s; median %.1f ms, 99 %% %.0f ms, slowest %.0f ms",
                    servers.get(i).name(),
                    client.answers(),
                    client.milliseconds(0.5),
                    client.milliseconds(0.99),
                    client.milliseconds(1)));
            resident.get(i).trends().forEach(System.out::println);
            live.get(i).trends().forEach(System.out::println);
            wrong.addAll(live.get(i).growth());
            wrong.addAll(client.wrong());
        }
        System.out.println("files were asked for in vain %d times".formatted(archive.inVain()));
        wrong.forEach(line -> System.out.println("WRONG " + line));
        System.out.println(wrong.isEmpty() ? "nothing was wrong" : wrong.size() + " things were wrong");
        return wrong.isEmpty();
    }
}
