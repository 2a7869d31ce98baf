package amagumo.bench.soak;

import amagumo.ingest.grib.GribWriter;
import amagumo.ingest.grib.Identification;
import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.jma.JmaRain;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.server.config.DatabaseSettings;
import amagumo.server.database.Database;
import amagumo.server.jobs.JobQueue;
import amagumo.server.jobs.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * From a frame's arrival in a watched directory to its forecast served, without a training and with one:
 * {@code DIR FRAME AREA REFERENCE COUNT}. {@code bench/arrival.sh} tells what is done and runs this.
 */
public final class Arrival {

    /** Enough for the training to have windows of the served store. */
    private static final int FIRST_FRAMES = 130;

    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path directory;
    private final Path radar;
    private final RadarFrame frame;
    private final ServedProcess server;
    private Instant next = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(14));
    private int number;

    private Arrival(Path directory, Path file, String area, Path reference) throws IOException {
        this.directory = Files.createDirectories(directory.toAbsolutePath());
        this.radar = Files.createDirectories(this.directory.resolve("radar"));
        this.frame = JmaRain.read(file.toString(), Files.readAllBytes(file), Optional.empty())
                .get(0)
                .frame();
        this.server = new ServedProcess("server", this.directory, settings(area, reference.toAbsolutePath()));
    }

    /** Prints a line for each frame. */
    public static void main(String[] args) throws Exception {
        new Arrival(Path.of(args[0]), Path.of(args[1]), args[2], Path.of(args[3])).run(Integer.parseInt(args[4]));
    }

    private String settings(String area, Path reference) {
        return """
                serve {
                  state = "%1$s/state", store = "%1$s/store", model = "data-samples/model.zip"
                  source.directory { path = "%1$s/radar", area = %2$s, settle = 0 seconds, interval = 1 second }
                }
                models.split { block = 2 hours, guard = 0 seconds }
                models.training { reference = ["%3$s"], time = 1 hour, memory = 2 GiB, crop = 64 }
                """
                .formatted(directory, area.equals("all") ? "null" : area, reference);
    }

    private void run(int count) throws Exception {
        for (int i = 0; i < FIRST_FRAMES; i++) {
            write();
        }
        server.start();
        try {
            await(next.minus(STEP));
            arrive("at first", 1);
            arrive("without a training", count);
            try (Database database = Database.open(DatabaseSettings.EMBEDDED, directory.resolve("state"))) {
                Run training = new Run("train", Instant.now().truncatedTo(ChronoUnit.MILLIS));
                JobQueue queue = JobQueue.of(database);
                queue.request(training, "command by arrival", true, Map.of());
                awaitTraining();
                arrive("while a training runs", count);
                if (!queue.has(training)) {
                    throw new IllegalStateException("the training has ended meanwhile");
                }
            }
        } finally {
            server.stop();
        }
    }

    /** Waits until the training learns. */
    private void awaitTraining() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.readString(server.log()).contains(" windows of ")) {
            if (System.nanoTime() > end) {
                throw new IOException("the training does not begin; see " + server.log());
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        TimeUnit.SECONDS.sleep(10); // its first step
    }

    private void arrive(String when, int count) throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            Instant base = next;
            double cpu = server.processorSeconds();
            long begun = System.nanoTime();
            write();
            await(base);
            System.out.println(String.format(
                    Locale.ROOT,
                    "%s: %.1f s from the file's arrival to its forecast served, %.1f s of processor time",
                    when,
                    (System.nanoTime() - begun) / 1e9,
                    server.processorSeconds() - cpu));
        }
    }

    /** The frame of the next time, moved by a cell to the east, put into the watched directory as a whole. */
    private void write() throws IOException {
        int columns = frame.grid().nx();
        byte[] moved = new byte[(int) frame.grid().cells()];
        for (int cell = 0; cell < moved.length; cell++) {
            int column = (cell % columns - number + columns) % columns;
            moved[cell] = (byte) frame.levels().get(cell - cell % columns + column);
        }
        RadarFrame now = new RadarFrame(next, 5, frame.grid(), frame.table(), Levels.ofBytes(moved));
        Path unfinished = radar.resolve(".next");
        Files.write(
                unfinished,
                GribWriter.write(
                        Identification.jmaAnalysis(next),
                        ProductDefinition.observedRain(203, next, 5),
                        now,
                        Byte.SIZE));
        Files.move(unfinished, radar.resolve("frame-%s.bin".formatted(next.getEpochSecond())));
        number++;
        next = next.plus(STEP);
    }

    private void await(Instant base) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (server.latestBaseTime().filter(base::equals).isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IOException("no forecast of %s came; see %s".formatted(base, server.log()));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
