package amagumo.bench.motion;

import amagumo.ingest.radar.RadarGrid;
import amagumo.model.motion.MotionField;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.Rover;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.openjdk.jmh.infra.Blackhole;

/** Optical flow and 15 leads of advection on all Japan at 1 km, made-up showers with a missing corner. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class RoverBenchmark {

    private static final int NX = 2560;
    private static final int NY = 3360;
    private static final int SHOWERS = 400;

    private NowcastInput input;

    @Setup
    public void makeFrames() {
        List<float[][]> frames = frames();
        RadarGrid grid = new RadarGrid(NX, NY, 48, 118, 1 / 120.0, 1 / 80.0);
        input = new NowcastInput(Instant.EPOCH, 5, grid, frames);
    }

    @Benchmark
    public MotionField estimate() {
        return MotionField.estimate(input.rates());
    }

    @Benchmark
    public void estimateAndAdvectFifteenLeads(Blackhole hole) {
        Nowcast nowcast = new Rover().forecast(input);
        for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
            hole.consume(nowcast.rates(lead));
        }
    }

    /** Five frames of showers that move, NaN in a corner. */
    static List<float[][]> frames() {
        return IntStream.range(0, NowcastInput.FRAMES)
                .mapToObj(RoverBenchmark::frame)
                .toList();
    }

    private static float[][] frame(int time) {
        float[][] rates = new float[NY][NX];
        Random random = new Random(1);
        for (int i = 0; i < SHOWERS; i++) {
            int row = 60 + random.nextInt(NY - 120) + time;
            int column = 60 + random.nextInt(NX - 120) + 2 * time;
            for (int r = row - 50; r < row + 50; r++) {
                for (int c = column - 50; c < column + 50; c++) {
                    double away = Math.hypot(r - row, c - column);
                    rates[r][c] += (float) Math.max(0, 20 * Math.exp(-away * away / 400) - 0.1);
                }
            }
        }
        for (int r = 0; r < NY / 3; r++) {
            Arrays.fill(rates[r], 0, NX / 3, Float.NaN);
        }
        return rates;
    }
}
