package amagumo.model.convlstm;

import amagumo.model.convolution.Convolver;
import amagumo.model.convolution.ConvolverGradient;
import amagumo.model.gates.Gates;
import amagumo.model.threads.Crew;
import amagumo.model.threads.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The implementation of {@link ConvLstmEncoderForecaster}. Keeps the tapes of a batch between the forward and the
 * backward pass; the next batch reuses their memory. Used by one thread at a time, like all DL4J layers.
 */
public final class EncoderForecasterLayer extends BaseLayer<ConvLstmEncoderForecaster> {

    private static final long serialVersionUID = 1;

    private final transient EncoderForecasterConfig config;
    private final transient Gates gates;
    private final transient BufferPool<Tape> recordings;
    private final transient BufferPool<Tape> rolling;
    private final transient BufferPool<Forward> forwards;
    private final transient BufferPool<Forward> single;
    private final transient BufferPool<Backward> backwards;
    private transient Workers workers = Workers.ONE_A_PROCESSOR;

    EncoderForecasterLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
        config = layerConf().config();
        gates = KernelChoice.gates(dataType);
        recordings = new BufferPool<>((rows, columns) -> new Tape(config, dataType, rows, columns, true));
        rolling = new BufferPool<>((rows, columns) -> new Tape(config, dataType, rows, columns, false));
        forwards = new BufferPool<>(this::forward);
        single = new BufferPool<>(
                (rows, columns) -> new Forward(config, gates, dataType, rows, columns, Crew.of(workers)));
        backwards = new BufferPool<>(this::backward);
    }

    /** Computes with these workers from now on, instead of {@link Workers#ONE_A_PROCESSOR}. */
    public void computeWith(Workers workers) {
        single.close();
        this.workers = workers;
    }

    @Override
    @SuppressWarnings("try") // the first resource is there only for its scope
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(false);
        applyDropOutIfNecessary(training, workspaceMgr);
        INDArray frames = checked(input);
        int samples = (int) frames.size(0);
        long rows = frames.size(3);
        long columns = frames.size(4);
        INDArray logits = workspaceMgr.createUninitialized(
                ArrayType.ACTIVATIONS,
                dataType,
                new long[] {samples, config.leads(), config.fields(), rows, columns, config.outputChannels()},
                'c');
        try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
                BoundNetwork<Convolver> network =
                        BoundNetwork.forward(config, paramsWithNoise(training, workspaceMgr))) {
            int count = workers.countFor(samples);
            List<Tape> tapes = training ? recordings.get(samples, rows, columns) : rolling.get(count, rows, columns);
            List<Forward> forward = (count == 1 ? single : forwards).get(count, rows, columns);
            workers.forEach(samples, (sample, worker) -> forward.get(worker)
                    .run(
                            network,
                            tapes.get(training ? sample : worker),
                            Passage.through(channelsLast(frames, sample), logits.slice(sample))));
        }
        INDArray channelsFirst = logits.permute(0, 2, 5, 1, 3, 4)
                .reshape('c', samples, config.leadChannels(), config.leads(), rows, columns);
        return workspaceMgr.leverageTo(ArrayType.ACTIVATIONS, channelsFirst);
    }

    /** Takes one sample through the network on all threads, as {@link FrameByFrame} does. */
    @SuppressWarnings("try") // the first resource is there only for its scope
    void run(long rows, long columns, Passage passage) {
        checkGrid(rows, columns);
        try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
                BoundNetwork<Convolver> network = BoundNetwork.forward(config, params);
                Tape tape = new Tape(config, dataType, rows, columns, false);
                Forward forward = new Forward(config, gates, dataType, rows, columns, Crew.of(workers))) {
            forward.run(network, tape, passage);
        }
    }

    /** The forward and backward pass on a single thread. */
    Forward forward(long rows, long columns) {
        return new Forward(config, gates, dataType, rows, columns, Crew.alone());
    }

    Backward backward(long rows, long columns) {
        return new Backward(config, gates, dataType, rows, columns);
    }

    /** The parameters by name. */
    Map<String, INDArray> parameters() {
        return params;
    }

    @Override
    @SuppressWarnings("try") // the first resource is there only for its scope
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        INDArray frames = checked(input);
        int samples = (int) frames.size(0);
        INDArray inputGradient = workspaceMgr.createUninitialized(
                ArrayType.ACTIVATION_GRAD,
                dataType,
                new long[] {samples, config.framesGiven(), frames.size(3), frames.size(4), config.inputChannels()},
                'c');
        try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
                BoundNetwork<ConvolverGradient> network =
                        BoundNetwork.backward(config, paramsWithNoise(true, workspaceMgr))) {
            int count = workers.countFor(samples);
            List<Tape> tapes = recordings.get(samples, frames.size(3), frames.size(4));
            List<Backward> backward = backwards.get(count, frames.size(3), frames.size(4));
            List<INDArray> flat = new ArrayList<>();
            List<NetworkArrays> sums = new ArrayList<>();
            for (int worker = 0; worker < count; worker++) {
                flat.add(Nd4j.create(dataType, gradientsFlattened.length()));
                sums.add(new NetworkArrays(config, EncoderForecasterParams.views(layerConf(), flat.get(worker))));
            }
            workers.forEach(
                    samples,
                    (sample, worker) -> back(
                            backward.get(worker),
                            network,
                            channelsLast(frames, sample),
                            tapes.get(sample),
                            fieldsOfLeads(epsilon, sample),
                            sums.get(worker),
                            inputGradient.slice(sample)));
            INDArray total = gradientsFlattened.reshape(gradientsFlattened.length());
            total.assign(flat.get(0));
            flat.subList(1, count).forEach(total::addi);
            flat.forEach(INDArray::close);
        }
        weightNoiseParams.clear();
        Gradient gradient = new DefaultGradient(gradientsFlattened);
        gradientViews.forEach(gradient.gradientForVariable()::put);
        return new Pair<>(gradient, backpropDropOutIfPresent(inputGradient.permute(0, 4, 1, 2, 3)));
    }

    /** Takes a sample back through the network, to the gradients of all its input frames. */
    private void back(
            Backward backward,
            BoundNetwork<ConvolverGradient> network,
            INDArray frames,
            Tape tape,
            INDArray gradient,
            NetworkArrays sums,
            INDArray inputGradient) {
        inputGradient.assign(0);
        IntFunction<INDArray> gradients =
                index -> Forward.frame(gradient.slice(index / config.fields()), index % config.fields());
        backward.run(
                network,
                step -> Forward.frame(frames, step),
                tape,
                gradients,
                sums,
                step -> Forward.frame(inputGradient, step));
        network.parameters().guess().ifPresent(guess -> {
            for (int index = 0; index < config.leads() * config.fields(); index++) {
                int frame = config.inputFrames() + index;
                LogitOffsets.pixelGradient(
                        guess.gain().getDouble(index),
                        gradients.apply(index),
                        Forward.guess(Forward.frame(frames, frame), config),
                        Forward.guess(Forward.frame(inputGradient, frame), config));
            }
        });
    }

    private Map<String, INDArray> paramsWithNoise(boolean training, LayerWorkspaceMgr workspaceMgr) {
        Map<String, INDArray> named = new LinkedHashMap<>();
        params.keySet().forEach(name -> named.put(name, getParamWithNoise(name, training, workspaceMgr)));
        return named;
    }

    /** A sample's frames, from {@code [channel, frame, row, column]} to {@code [frame, row, column, channel]}. */
    private static INDArray channelsLast(INDArray batch, int sample) {
        return batch.slice(sample).permute(1, 2, 3, 0).dup('c');
    }

    /** A sample's gradients, from {@code [channel of all fields, lead, row, column]} to {@code [lead, field, row, column, channel]}. */
    private INDArray fieldsOfLeads(INDArray batch, int sample) {
        INDArray own = batch.slice(sample);
        return own.reshape('c', config.fields(), config.outputChannels(), own.size(1), own.size(2), own.size(3))
                .permute(2, 0, 3, 4, 1)
                .dup('c');
    }

    void checkGrid(long rows, long columns) {
        if (config.peephole() == Peephole.CELL && (rows != config.rows() || columns != config.columns())) {
            throw new IllegalArgumentException(
                    "The encoder-forecaster has peepholes for %d rows and %d columns and cannot read %d and %d."
                            .formatted(config.rows(), config.columns(), rows, columns));
        }
    }

    private INDArray checked(INDArray frames) {
        if (frames.rank() != 5 || frames.size(1) != config.inputChannels() || frames.size(2) != config.framesGiven()) {
            throw new IllegalArgumentException("The encoder-forecaster reads [samples, " + config.inputChannels()
                    + " channels, " + config.framesGiven() + " frames, rows, columns], not "
                    + Arrays.toString(frames.shape()) + ".");
        }
        checkGrid(frames.size(3), frames.size(4));
        return frames.castTo(dataType);
    }

    @Override
    public Type type() {
        return Type.CONVOLUTIONAL3D;
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    @Override
    public void close() {
        recordings.close();
        rolling.close();
        forwards.close();
        single.close();
        backwards.close();
    }
}
