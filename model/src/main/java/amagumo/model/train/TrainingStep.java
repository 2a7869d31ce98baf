package amagumo.model.train;

import amagumo.model.convlstm.SampleBySample;
import amagumo.model.file.UnusableModelException;
import amagumo.model.loss.LogitLoss;
import amagumo.model.threads.Workers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network that learns, with each step in two halves: the gradient of a batch, and the optimizer's update from it.
 * Done one after the other they equal {@link MultiLayerNetwork#fit} except for the rounding of sums; in between the
 * gradient is plain numbers, so it can be a sum of several. Used by one thread at a time.
 */
public final class TrainingStep implements AutoCloseable {

    private final TrainingConfig config;
    private final LogitLoss loss;
    private final MultiLayerNetwork network;
    private final SampleBySample samples;

    /** The gradient's place in the network, named as DL4J requires. */
    private final DefaultGradient place;

    /**
     * Creates a network with initial weights from the configuration's seed.
     *
     * @param rateFactor the learning rate is that of the schedule times this
     * @param workers the threads that compute
     */
    public TrainingStep(TrainingConfig config, double rateFactor, Workers workers) {
        this.config = config;
        loss = Networks.loss(config);
        network = Networks.create(config, rateFactor, workers);
        samples = new SampleBySample(network, workers);
        network.initGradientsView();
        place = new DefaultGradient(network.getFlattenedGradients());
        for (Layer layer : network.getLayers()) {
            if (layer.numParams() > 0) {
                layer.conf()
                        .getLayer()
                        .initializer()
                        .getGradientsFromFlattened(layer.conf(), layer.getGradientsViewArray())
                        .forEach((name, view) -> place.setGradientFor(layer.getIndex() + "_" + name, view));
            }
        }
    }

    /** The gradient at the current weights, which stay as they are. */
    public Gradient gradient(List<Sample> batch) {
        int positions = config.crop() / config.patch();
        SampleBySample.Result sum =
                samples.gradient(positions, positions, batch.size(), k -> new ShownSample(config, loss, batch.get(k)));
        double penalty = 0;
        for (Layer layer : network.getLayers()) {
            penalty += layer.calcRegularizationScore(true);
        }
        double pixels = config.crop() * config.crop() * config.network().leads();
        return new Gradient(sum.values(), batch.size(), (sum.loss() / batch.size() + penalty) / pixels);
    }

    /** Takes the optimizer's step along a gradient: its mean over samples, clipped, with weight decay. */
    public void apply(Gradient gradient) {
        INDArray flat = network.getFlattenedGradients();
        try (INDArray row = row(gradient.values())) {
            flat.assign(row);
        }
        int step = network.getIterationCount();
        network.getUpdater()
                .update(
                        network,
                        place,
                        step,
                        network.getEpochCount(),
                        gradient.samples(),
                        LayerWorkspaceMgr.noWorkspaces());
        network.params().subi(flat.reshape(flat.length()));
        network.setIterationCount(step + 1);
    }

    /** What is wrong with the weights, if one is no longer a number, as the end of a sentence about the loss. */
    Optional<String> troubleInWeights() {
        for (float weight : weights()) {
            if (!Float.isFinite(weight)) {
                return Optional.of("made a weight " + weight);
            }
        }
        return Optional.empty();
    }

    /** The network, which goes on learning. */
    MultiLayerNetwork network() {
        return network;
    }

    /** A copy of the weights. */
    public float[] weights() {
        return network.params().toFloatVector();
    }

    /** Replaces the weights. */
    public void setWeights(float[] weights) {
        try (INDArray row = row(weights)) {
            network.setParams(row);
        }
    }

    /** A copy of what the optimizer remembers from the steps so far. */
    float[] updaterState() {
        return network.getUpdater().getStateViewArray().toFloatVector();
    }

    /**
     * Goes back to where a checkpoint was written.
     *
     * @param file where it was read from, for the message
     * @throws UnusableModelException if it belongs to another network
     */
    void restore(Path file, Checkpoint checkpoint) throws UnusableModelException {
        INDArray updaterState = network.getUpdater().getStateViewArray();
        if (checkpoint.weights().length != network.numParams()
                || checkpoint.best().length != network.numParams()
                || checkpoint.updaterState().length != updaterState.length()) {
            throw new UnusableModelException(file, "has the weights of another network than the one it describes");
        }
        setWeights(checkpoint.weights());
        try (INDArray row = row(checkpoint.updaterState())) {
            updaterState.assign(row);
        }
        network.setIterationCount(Math.toIntExact(checkpoint.state().step()));
    }

    private static INDArray row(float[] values) {
        return Nd4j.create(values, new long[] {1, values.length}, 'c');
    }

    /** Releases what the network keeps from batch to batch. */
    @Override
    public void close() {
        samples.close();
        for (Layer layer : network.getLayers()) {
            layer.close();
        }
    }
}
