package amagumo.bench.source;

import amagumo.bench.soak.ServedProcess;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.StoreDescription;
import amagumo.server.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A year of files through the job {@code watch} of a server: {@code DIR days|flat [FILES]}, from the root of the repository. Prints
 * how fast they come in, what a start with all of them takes, how soon one more is served, memory and disk. DIR must not be there;
 * it is left behind.
 */
public final class ServedYear {

    private static final Duration PATIENCE = Duration.ofMinutes(40);

    private final Path directory;
    private final YearOfFiles year;
    private final Path store;
    private final ServedProcess server;

    private ServedYear(Path directory, boolean flat) throws IOException {
        this.directory = directory;
        this.year = new YearOfFiles(directory.resolve("files"), flat);
        this.store = directory.resolve("store");
        this.server = new ServedProcess(
                "server",
                directory,
                """
                serve {
                  state = "%1$s/state", store = "%1$s/store", nowcaster = persistence
                  source.directory { path = "%1$s/files", settle = 0 seconds, interval = 1 second }
                }
                """
                        .formatted(directory));
    }

    /** Runs it. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int count = args.length > 2 ? Integer.parseInt(args[2]) : YearOfFiles.FILES;
        Path directory = Files.createDirectory(Path.of(args[0])).toAbsolutePath();
        new ServedYear(directory, args[1].equals("flat")).run(count);
    }

    private void run(int count) throws IOException, InterruptedException {
        for (int number = 0; number < count; number++) {
            year.write(number);
        }
        server.start();
        try {
            double cpu = server.processorSeconds();
            long begun = System.nanoTime();
            awaitFrames(count);
            double seconds = (System.nanoTime() - begun) / 1e9;
            say(
                    "%d files in %.0f s, %.0f files/s, %.0f s of processor time; %.0f MiB resident",
                    count, seconds, count / seconds, server.processorSeconds() - cpu, server.residentMib());
        } finally {
            server.stop();
        }
        say(
                "store %.1f MB, database %.1f MB",
                size(store) / 1e6, Files.size(directory.resolve("state").resolve(Database.FILE)) / 1e6);
        long begun = System.nanoTime();
        server.start();
        try {
            double answering = (System.nanoTime() - begun) / 1e9;
            double cpu = server.processorSeconds();
            year.write(count);
            awaitForecast(year.time(count));
            say(
                    "start with all of them: it answered after %.1f s (%.1f s of processor time), a new file's forecast was there"
                            + " after %.1f s; %.0f MiB resident",
                    answering, cpu, (System.nanoTime() - begun) / 1e9, server.residentMib());
            TimeUnit.SECONDS.sleep(10);
            double before = server.processorSeconds();
            TimeUnit.SECONDS.sleep(60);
            say("idle for a minute: %.2f s of processor time", server.processorSeconds() - before);
        } finally {
            server.stop();
        }
    }

    private void awaitFrames(int count) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        int frames = 0;
        while (frames < count) {
            if (System.nanoTime() > end) {
                throw new IOException("%d of %d files came in".formatted(frames, count));
            }
            TimeUnit.SECONDS.sleep(5); // to open a store of a year takes a second
            frames = StoreDescription.existsIn(store)
                    ? FrameStore.open(store).times().size()
                    : 0;
        }
    }

    private void awaitForecast(Instant base) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (server.latestBaseTime().filter(base::equals).isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IOException("no forecast of %s came; see %s".formatted(base, server.log()));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static long size(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
