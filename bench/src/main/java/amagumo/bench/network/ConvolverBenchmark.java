package amagumo.bench.network;

import amagumo.model.convlstm.KernelChoice;
import amagumo.model.convolution.Convolver;
import amagumo.model.convolution.ConvolverGradient;
import amagumo.model.threads.Crew;
import amagumo.model.threads.Scratch;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The convolutions of one step of a cell, 3 x 3 kernels from an input and a state to the gates, for one sample on one
 * thread: Winograd's, and ND4J's direct one twice and added.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Xmx1g"})
public class ConvolverBenchmark {

    /** Rows and columns: the paper's, and a sample in training. */
    @Param({"50", "32"})
    private int side;

    /** Channels of input and state: the paper's, and the shipped model's. */
    @Param({"64", "16"})
    private int hidden;

    private final Crew crew = Crew.alone();
    private final Scratch scratch = new Scratch();
    private List<INDArray> inputs;
    private List<INDArray> kernels;
    private List<INDArray> inputGradients;
    private List<INDArray> kernelGradients;
    private INDArray gates;
    private INDArray share;
    private Convolver convolver;
    private ConvolverGradient gradient;

    @Setup(Level.Trial)
    public void make() {
        Nd4j.factory().blas().setMaxThreads(1);
        inputs = List.of(random(1, side, side, hidden), random(1, side, side, hidden));
        kernels = List.of(random(3, 3, hidden, 4 * hidden), random(3, 3, hidden, 4 * hidden));
        inputGradients = inputs.stream().map(INDArray::dup).toList();
        kernelGradients = kernels.stream().map(INDArray::dup).toList();
        gates = random(1, side, side, 4 * hidden);
        share = gates.dup();
        convolver = KernelChoice.convolver(kernels);
        gradient = KernelChoice.gradient(kernels);
    }

    @TearDown(Level.Trial)
    public void close() {
        gradient.close();
        crew.close();
        scratch.close();
    }

    private static INDArray random(long... shape) {
        return Nd4j.randn(DataType.FLOAT, shape);
    }

    @Benchmark
    public void winograd() {
        convolver.run(inputs, gates, crew);
    }

    /** Of inputs and kernels. */
    @Benchmark
    public void winogradGradients() {
        gradient.add(inputs, gates, inputGradients, kernelGradients, scratch);
    }

    @Benchmark
    public void direct() {
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
        convolve(0, gates);
        convolve(1, share);
        gates.addi(share);
    }

    private void convolve(int i, INDArray output) {
        Nd4j.exec(DynamicCustomOp.builder("conv2d")
                .addInputs(inputs.get(i), kernels.get(i))
                .addOutputs(output)
                .addIntegerArguments(3, 3, 1, 1, 0, 0, 1, 1, 1, 1, 0)
                .build());
    }
}
