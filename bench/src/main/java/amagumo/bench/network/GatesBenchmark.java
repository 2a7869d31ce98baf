package amagumo.bench.network;

import amagumo.model.convlstm.KernelChoice;
import amagumo.model.gates.GateParameters;
import amagumo.model.gates.Gates;
import amagumo.model.gates.Nd4jGates;
import amagumo.model.threads.Crew;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One step of the gates of a layer of the paper's network, 64 hidden channels on 50 x 50 cells, for one sample on one
 * thread: the fused kernel and the plain one in ND4J operations, beside the time that the memory takes for what a step
 * forward reads and writes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Xmx1g"})
public class GatesBenchmark {

    private static final int SIDE = 50;
    private static final int HIDDEN = 64;

    /** Floats that a step forward moves for each unit of state: reads z and c', writes gates, c, h. */
    private static final int MOVED = 4 + 1 + 4 + 1 + 1;

    /** The implementation that is measured. */
    @State(Scope.Benchmark)
    public static class Implementation {

        /** By its name. */
        public enum Name {
            FUSED,
            PLAIN
        }

        @Param
        private Name name;

        private Gates gates;

        @Setup
        public void choose() {
            gates = name == Name.PLAIN ? new Nd4jGates() : KernelChoice.gates(DataType.FLOAT);
            if (name == Name.FUSED && gates instanceof Nd4jGates) {
                throw new IllegalStateException("this JVM has no fused kernel");
            }
        }
    }

    private GateParameters parameters;
    private GateParameters sums;
    private INDArray preActivations;
    private INDArray activations;
    private INDArray previous;
    private INDArray cell;
    private INDArray hidden;
    private INDArray hiddenGradient;
    private INDArray laterGradient;
    private INDArray forwardGates;
    private INDArray backwardGates;
    private INDArray cellGradient;
    private float[] from;
    private float[] to;

    @Setup
    public void makeArrays() {
        Nd4j.getRandom().setSeed(1);
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1); // as the network's workers do
        parameters = parameters();
        sums = parameters();
        preActivations = frame(4 * HIDDEN);
        previous = frame(HIDDEN);
        cell = frame(HIDDEN);
        hidden = frame(HIDDEN);
        hiddenGradient = frame(HIDDEN);
        laterGradient = frame(HIDDEN);
        activations = preActivations.dup('c');
        new Nd4jGates().forward(parameters, activations, previous, cell, hidden, Crew.alone());
        forwardGates = frame(4 * HIDDEN);
        backwardGates = frame(4 * HIDDEN);
        cellGradient = frame(HIDDEN);
        from = new float[SIDE * SIDE * HIDDEN * MOVED / 2];
        to = new float[from.length];
    }

    /** What a step overwrites is the same before each. */
    @Setup(Level.Invocation)
    public void restore() {
        forwardGates.assign(preActivations);
        backwardGates.assign(activations);
        cellGradient.assign(laterGradient);
    }

    @Benchmark
    public void forward(Implementation implementation) {
        implementation.gates.forward(parameters, forwardGates, previous, cell, hidden, Crew.alone());
    }

    @Benchmark
    public void replay(Implementation implementation) {
        implementation.gates.replay(activations, previous, cell, hidden);
    }

    @Benchmark
    public void backward(Implementation implementation) {
        implementation.gates.backward(parameters, backwardGates, previous, cell, hiddenGradient, cellGradient, sums);
    }

    /** The limit of a step forward: as many octets read and written as it reads and writes. */
    @Benchmark
    public float[] limitOfForward() {
        System.arraycopy(from, 0, to, 0, from.length);
        return to;
    }

    private static GateParameters parameters() {
        return new GateParameters(
                Nd4j.randn(DataType.FLOAT, 4L * HIDDEN),
                Nd4j.randn(DataType.FLOAT, HIDDEN),
                Nd4j.randn(DataType.FLOAT, HIDDEN),
                Nd4j.randn(DataType.FLOAT, HIDDEN));
    }

    private static INDArray frame(int channels) {
        return Nd4j.randn(DataType.FLOAT, 1, SIDE, SIDE, channels);
    }
}
