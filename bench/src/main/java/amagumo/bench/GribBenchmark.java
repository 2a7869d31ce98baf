package amagumo.bench;

import amagumo.ingest.grib.GribField;
import amagumo.ingest.grib.GribReader;
import amagumo.ingest.grib.GribWriter;
import amagumo.ingest.jma.BlockMosaic;
import amagumo.ingest.jma.JmaRain;
import amagumo.ingest.jma.RainField;
import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Decoding and encoding of JMA's files in memory, on one core, beside what the memory of the machine allows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xmx2g", "-XX:+UseSerialGC"})
public class GribBenchmark {

    private static final CellBox CROP = new CellBox(1400, 1300, 512, 512);

    private static final int MOSAIC_CELLS = (int) BlockMosaic.GRID_250_M.cells();

    private byte[] rain;
    private byte[] blocks;
    private RadarFrame frame;
    private GribField field;
    private byte[] sameLevels;

    @Setup
    public void read() throws IOException {
        rain = JmaSamples.read(JmaSamples.RAIN_5_MINUTES);
        blocks = JmaSamples.read(JmaSamples.RAIN_250_M);
        field = GribReader.read("rain", rain).get(0);
        frame = field.frame();
        sameLevels = ((Levels.Bytes) frame.levels()).array().clone();
    }

    /** A file of 1 km to the levels of all 8.6 million cells. */
    @Benchmark
    public Levels fullFrameToLevels() throws IOException {
        return GribReader.read("rain", rain).get(0).decode();
    }

    /** The same file to the levels of 512 x 512 cells in its middle. */
    @Benchmark
    public Levels cropToLevels() throws IOException {
        return GribReader.read("rain", rain).get(0).decode(CROP);
    }

    /** The sections of the same file, no data. */
    @Benchmark
    public List<GribField> headersOfOneField() throws IOException {
        return GribReader.read("rain", rain);
    }

    /** The sections of a 250 m file, no data. */
    @Benchmark
    public List<GribField> headersOf1773Fields() throws IOException {
        return GribReader.read("blocks", blocks);
    }

    /** A 250 m file to the levels of all 137.6 million cells. */
    @Benchmark
    public List<RainField> blocksToMosaic() throws IOException {
        return JmaRain.read("blocks", blocks, Optional.empty());
    }

    /** The levels of all 8.6 million cells to a file. */
    @Benchmark
    public byte[] fullFrameToFile() {
        return GribWriter.write(
                field.identification(), field.product(), frame, field.packing().bits());
    }

    /** The limit of decoding: fresh memory for a frame, every cell written once. */
    @Benchmark
    public byte[] limitOfAFullFrame() {
        byte[] levels = new byte[sameLevels.length];
        Arrays.fill(levels, (byte) 1);
        return levels;
    }

    /** The limit of a mosaic: fresh memory for its cells. */
    @Benchmark
    public byte[] limitOfAMosaic() {
        return new byte[MOSAIC_CELLS];
    }

    /** The limit of encoding: every cell read once. */
    @Benchmark
    public int limitOfReadingAFullFrame() {
        return Arrays.mismatch(((Levels.Bytes) frame.levels()).array(), sameLevels);
    }
}
