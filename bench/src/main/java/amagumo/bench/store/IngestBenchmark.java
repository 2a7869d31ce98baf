package amagumo.bench.store;

import amagumo.ingest.grib.GribField;
import amagumo.ingest.grib.GribReader;
import amagumo.ingest.grib.GribWriter;
import amagumo.ingest.grib.Identification;
import amagumo.ingest.grib.OtherOctets;
import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.radar.BoundingBox;
import amagumo.ingest.radar.Domains;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.store.ClockBound;
import amagumo.ingest.store.Ingest;
import amagumo.ingest.store.IngestCounts;
import amagumo.ingest.store.IngestListener;
import amagumo.ingest.store.IngestOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A directory of {@value #FILES} files of the 1 km composite into a new store of the domain {@code kanto}, as {@code
 * amagumo ingest} does it, syncs and all. The files are one real frame at different times. Run in a folder beside {@code
 * shared/}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 5)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xmx1g"})
public class IngestBenchmark {

    private static final int FILES = 576;

    private static final Path RAIN =
            Path.of("../shared/jma/Z__C_RJTD_20241018000500_RDR_JMAGPV_Ggis1km_Prr05lv_ANAL_grib2.bin");

    private static final Instant FIRST = Instant.parse("2024-10-18T00:00:00Z");
    private static final BoundingBox KANTO = Domains.named("kanto");

    /** Frames that {@link Ingest} appends with one sync. */
    private static final int FRAMES_OF_A_SYNC = 32;

    private Path directory;
    private Path files;
    private Path store;
    private byte[] kanto;

    @Setup
    public void writeFiles() throws IOException {
        directory = Files.createTempDirectory("amagumo-bench");
        files = Files.createDirectory(directory.resolve("files"));
        GribField real = GribReader.read("rain", Files.readAllBytes(RAIN)).get(0);
        RadarFrame all = real.frame();
        for (int i = 0; i < FILES; i++) {
            Files.write(files.resolve("%04d.bin".formatted(i)), message(all, FIRST.plus(Duration.ofMinutes(5L * i))));
        }
        kanto = message(real.frame(real.grid().cellsIn(KANTO)), FIRST);
    }

    private static byte[] message(RadarFrame frame, Instant time) {
        return GribWriter.write(
                Identification.jmaAnalysis(time),
                ProductDefinition.observedRain(203, time, frame.stepMinutes()),
                new RadarFrame(time, frame.stepMinutes(), frame.grid(), frame.table(), frame.levels()),
                8);
    }

    @Setup(Level.Invocation)
    public void emptyStore() throws IOException {
        store = Files.createTempDirectory(directory, "store");
    }

    /** All of it: {@value #FILES} files. */
    @Benchmark
    public IngestCounts directoryToKanto() throws IOException {
        return Ingest.run(
                List.of(files.toString()),
                InputStream.nullInputStream(),
                store,
                new IngestOptions(Optional.of(KANTO), false, ClockBound.ofThisMachine()),
                new Silent());
    }

    /** The limit of the disk: the same octets written and synced as often, nothing decoded. */
    @Benchmark
    public long limitOfTheDisk() throws IOException {
        try (FileChannel out =
                FileChannel.open(store.resolve("day"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int i = 1; i <= FILES; i++) {
                out.write(ByteBuffer.wrap(kanto));
                if (i % FRAMES_OF_A_SYNC == 0) {
                    out.force(false);
                }
            }
            return out.size();
        }
    }

    @TearDown
    public void deleteFiles() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static final class Silent implements IngestListener {
        @Override
        public void skipped(String file, String reason) {
            throw new IllegalStateException(file + ": " + reason);
        }

        @Override
        public void passedOver(String file, OtherOctets octets) {
            throw new IllegalStateException(file + ": " + octets.description());
        }

        @Override
        public void failed(String file, String reason) {
            throw new IllegalStateException(file + ": " + reason);
        }

        @Override
        public void progress(IngestCounts soFar) {}
    }
}
