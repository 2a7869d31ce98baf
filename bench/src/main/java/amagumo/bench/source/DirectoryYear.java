package amagumo.bench.source;

import amagumo.ingest.store.FrameStore;
import amagumo.server.source.PollResult;
import amagumo.server.source.directory.DirectorySource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A year of files of 5 minutes, 60 x 48 cells, through the source that watches a directory: {@code DIR days|flat [FILES]}. The
 * files lie in a directory a day or all in one. Prints how fast they come in, what a start with all of them takes, what a
 * look at the directory takes where nothing is new, and memory and disk. DIR must not be there; it is left behind.
 */
public final class DirectoryYear {

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration SETTLE = Duration.ofSeconds(5);
    private static final Duration WHOLE = Duration.ofMinutes(5);
    private static final int LOOKS = 20;

    private final Path files;
    private final YearOfFiles year;
    private final Path store;
    private Duration ahead = Duration.ofHours(1); // the directories are old

    private DirectoryYear(Path directory, boolean flat) {
        this.files = directory.resolve("files");
        this.year = new YearOfFiles(files, flat);
        this.store = directory.resolve("store");
    }

    /** Runs it. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int count = args.length > 2 ? Integer.parseInt(args[2]) : YearOfFiles.FILES;
        new DirectoryYear(Files.createDirectory(Path.of(args[0])), args[1].equals("flat")).run(count);
    }

    private void run(int count) throws IOException, InterruptedException {
        long octets = 0;
        for (int number = 0; number < count; number++) {
            octets += year.write(number);
        }
        say("%d files, %.1f MB", count, octets / 1e6);

        long start = System.nanoTime();
        int added = readAll(open());
        double seconds = seconds(start);
        say("read: %.1f s, %.0f files/s, %d frames", seconds, added / seconds, added);
        say(
                "store: %.1f MB, of which the record of files %.1f MB",
                size(store) / 1e6, Files.size(store.resolve("seen-files")) / 1e6);

        long before = usedHeap();
        start = System.nanoTime();
        DirectorySource source = open();
        say("start of the source: %.2f s", seconds(start));
        start = System.nanoTime();
        FrameStore opened = FrameStore.open(store);
        say(
                "opening of the store: %.2f s, %d frames",
                seconds(start), opened.times().size());
        start = System.nanoTime();
        PollResult first = source.poll();
        say("first look: %.2f s, %d frames added", seconds(start), first.added());
        say(
                "heap of the source and of an open store: %.0f MB, with %d frames",
                (usedHeap() - before) / 1e6, opened.times().size());

        double look = look(source, INTERVAL);
        double whole = look(source, WHOLE);
        say("look: %.2f ms, whole look: %.0f ms of CPU time", 1e3 * look, 1e3 * whole);
        double arrival = 0;
        for (int number = count; number < count + LOOKS; number++) {
            year.write(number);
            ahead = ahead.plus(INTERVAL);
            long cpu = cpu();
            source.poll();
            arrival += (cpu() - cpu) / 1e9 / LOOKS;
        }
        say("look that finds a file: %.1f ms of CPU time", 1e3 * arrival);
        double idle = look / INTERVAL.toSeconds() + (whole + arrival) / WHOLE.toSeconds();
        say("with a file each 5 minutes: %.2f %% of a core", 100 * idle);
    }

    /** The mean CPU time of a look, seconds, some time after the one before. */
    private double look(DirectorySource source, Duration after) throws IOException, InterruptedException {
        long cpu = cpu();
        for (int i = 0; i < LOOKS; i++) {
            ahead = ahead.plus(after);
            source.poll();
        }
        return (cpu() - cpu) / 1e9 / LOOKS;
    }

    private int readAll(DirectorySource source) throws IOException, InterruptedException {
        int added = 0;
        PollResult result;
        do {
            result = source.poll();
            added += result.added();
        } while (result.remaining() > 0);
        return added;
    }

    private DirectorySource open() throws IOException {
        return new DirectorySource(files, store, Optional.empty(), INTERVAL, SETTLE, new Ahead());
    }

    private static long size(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    /** This machine's clock, set forward so that files have settled and directories are old without waiting. */
    private final class Ahead extends Clock {

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("instants alone are asked for");
        }
    }
}
