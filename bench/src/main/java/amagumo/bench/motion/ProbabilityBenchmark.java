package amagumo.bench.motion;

import amagumo.model.motion.CellValues;
import amagumo.model.motion.FirstGuess;
import amagumo.model.motion.LocalShares;
import amagumo.model.motion.MovingFrame;
import amagumo.model.motion.ReferenceFrame;
import amagumo.model.nowcast.Exceedance;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

/** What probabilities take beside the network on all Japan at 1 km: the shares of six thresholds at a lead, and their way to their place. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 7)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class ProbabilityBenchmark {

    private static final int LEAD = 10;

    private MovingFrame frame;
    private LocalShares shares;
    private List<float[][]> atRest;
    private List<float[][]> moved;

    @Setup
    public void makeFrames() {
        List<float[][]> frames = RoverBenchmark.frames();
        frame = MovingFrame.of(ReferenceFrame.LAGRANGIAN, frames);
        shares = FirstGuess.of(frames, frame).exceedance(Exceedance.THRESHOLDS_MM_H);
        atRest = shares.of(LEAD);
        moved = Stream.generate(() -> new float[frame.last().length][frame.last()[0].length])
                .limit(atRest.size())
                .toList();
    }

    @Benchmark
    public List<float[][]> sharesOfALead() {
        return shares.of(LEAD);
    }

    @Benchmark
    public void movedTogether(Blackhole hole) {
        frame.leave(cells(), LEAD, Optional.of(frame.last()), moved);
        hole.consume(moved);
    }

    @Benchmark
    public List<float[][]> movedAsFields() {
        return frame.leave(atRest, LEAD);
    }

    private CellValues cells() {
        return (row, column, values) -> {
            boolean some = false;
            for (int k = 0; k < values.length; k++) {
                float share = atRest.get(k)[row][column];
                values[k] = share > 0 ? share : 0;
                some |= share > 0;
            }
            return some;
        };
    }
}
