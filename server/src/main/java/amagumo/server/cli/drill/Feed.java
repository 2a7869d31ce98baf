package amagumo.server.cli.drill;

import amagumo.ingest.file.AtomicFile;
import amagumo.ingest.grib.GribWriter;
import amagumo.ingest.grib.Identification;
import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.jma.JmaRain;
import amagumo.ingest.radar.RadarFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Replays the sample files as if they were of today: a file each five minutes, in a directory. Not for several threads. */
final class Feed {

    /** Between two files. */
    static final Duration STEP = Duration.ofMinutes(5);

    private static final int RAIN_OF_5_MINUTES = 203;
    private static final int BITS = 8;

    private final List<Path> samples;
    private final Path directory;
    private Instant newest = Instant.EPOCH;

    /**
     * @param samples directory of the sample files
     * @param directory where files are delivered, made if it is not there
     * @throws IOException if there are no sample files
     */
    Feed(Path samples, Path directory) throws IOException {
        try (Stream<Path> files = Files.list(samples)) {
            this.samples = files.filter(file -> file.getFileName().toString().endsWith("_grib2.bin"))
                    .sorted()
                    .toList();
        }
        if (this.samples.isEmpty()) {
            throw new IOException("%s: there are no sample files to replay".formatted(samples));
        }
        this.directory = Files.createDirectories(directory);
    }

    /** The last time of a file that has passed at a moment. */
    static Instant last(Instant moment) {
        long step = STEP.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), step) * step);
    }

    /** Delivers the files of a time and of those before it. */
    void deliver(Instant last, int files) throws IOException {
        for (int i = files - 1; i >= 0; i--) {
            deliver(last.minus(STEP.multipliedBy(i)), "");
        }
    }

    /** Delivers the files after the newest one, up to a time. */
    void goOnTo(Instant last, String suffix) throws IOException {
        for (Instant time = newest.plus(STEP); !time.isAfter(last); time = time.plus(STEP)) {
            deliver(time, suffix);
        }
    }

    /**
     * Delivers one file.
     *
     * @param suffix of its name, such as that of a file which is not complete
     */
    void deliver(Instant validTime, String suffix) throws IOException {
        long number = validTime.getEpochSecond() / STEP.toSeconds();
        Path sample = samples.get((int) (number % samples.size()));
        RadarFrame frame = JmaRain.read(sample.toString(), Files.readAllBytes(sample), Optional.empty())
                .get(0)
                .frame();
        RadarFrame today = new RadarFrame(validTime, frame.stepMinutes(), frame.grid(), frame.table(), frame.levels());
        byte[] message = GribWriter.write(
                Identification.jmaAnalysis(validTime),
                ProductDefinition.observedRain(RAIN_OF_5_MINUTES, validTime, frame.stepMinutes()),
                today,
                BITS);
        Path file =
                directory.resolve("rain-%s.bin%s".formatted(validTime.toString().replace(":", ""), suffix));
        AtomicFile.replace(file, place -> Files.write(place, message));
        newest = validTime;
    }
}
