package amagumo.model.convlstm;

import amagumo.model.convolution.Convolver;
import amagumo.model.convolution.ConvolverGradient;
import amagumo.model.threads.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The gradient of a batch, the same as {@link MultiLayerNetwork#computeGradientAndScore} gives, but sample by sample:
 * each worker takes its samples forward and back one after the other, in memory of its own that it reuses. DL4J
 * allocates some thirty arrays of the size of all leads of the batch, which takes longer than the network itself. Used
 * by one thread at a time.
 */
public final class SampleBySample implements AutoCloseable {

    private final EncoderForecasterLayer layer;
    private final EncoderForecasterConfig config;
    private final Workers workers;
    private final BufferPool<Learner> learners;

    /** The network's input from a sample, and what its output is compared with. */
    public interface Sample {

        /**
         * Reads a frame.
         *
         * @param frame from 0, each once and in order of time: the observed frames, then the first guess of each field
         *     of each lead
         * @param into out: {@code [row, column, channel]}, of an observed frame {@code inputChannels} of them, of a first guess
         *     {@code outputChannels}
         */
        void read(int frame, float[] into);

        /**
         * Turns the logits of a field into the derivatives of the sample's loss with respect to them.
         *
         * @param lead 0 for the first, in order
         * @param field the field of that lead, 0 for the first, in order
         * @param logits in: logits; out: derivatives; {@code [row, column, channel]}
         * @return the field's share of the loss
         */
        double descend(int lead, int field, float[] logits);
    }

    /**
     * @param values dL/d(parameters) in the network's order
     * @param loss the sum of the samples' losses
     */
    public record Result(float[] values, double loss) {}

    /**
     * @param network a network of a {@link ConvLstmEncoderForecaster} in float; its weights at the time of a call count
     * @param workers the threads that compute
     */
    public SampleBySample(MultiLayerNetwork network, Workers workers) {
        if (network.params().dataType() != DataType.FLOAT) {
            throw new IllegalArgumentException("A network in %s does not learn sample by sample."
                    .formatted(network.params().dataType()));
        }
        layer = (EncoderForecasterLayer) network.getLayer(0);
        config = layer.layerConf().config();
        this.workers = workers;
        learners = new BufferPool<>((rows, columns) -> new Learner(layer, rows, columns));
    }

    /**
     * The gradient of a batch.
     *
     * @param rows rows of the grid, in positions of the network
     * @param columns columns of the grid, in the same unit
     * @param samples how many there are
     * @param made makes a sample when its turn comes; called by the workers, once for each
     */
    public Result gradient(long rows, long columns, int samples, IntFunction<? extends Sample> made) {
        layer.checkGrid(rows, columns);
        int count = workers.countFor(samples);
        List<Learner> own = learners.get(count, rows, columns);
        List<INDArray> flat = new ArrayList<>();
        List<NetworkArrays> sums = new ArrayList<>();
        for (int worker = 0; worker < count; worker++) {
            flat.add(Nd4j.create(DataType.FLOAT, layer.numParams()));
            sums.add(new NetworkArrays(config, EncoderForecasterParams.views(layer.layerConf(), flat.get(worker))));
        }
        double[] losses = new double[count];
        try (BoundNetwork<Convolver> forward = BoundNetwork.forward(config, layer.parameters());
                BoundNetwork<ConvolverGradient> back = BoundNetwork.backward(config, layer.parameters())) {
            workers.forEach(
                    samples,
                    (sample, worker) -> losses[worker] +=
                            own.get(worker).learn(forward, back, made.apply(sample), sums.get(worker)));
            INDArray total = flat.get(0);
            flat.subList(1, count).forEach(total::addi);
            double loss = 0;
            for (double each : losses) {
                loss += each;
            }
            return new Result(total.toFloatVector(), loss);
        } finally {
            flat.forEach(INDArray::close);
        }
    }

    /** Releases what is kept from batch to batch. */
    @Override
    public void close() {
        learners.close();
    }
}
