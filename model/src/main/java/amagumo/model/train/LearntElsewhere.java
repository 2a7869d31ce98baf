package amagumo.model.train;

import amagumo.model.file.ModelFile;
import amagumo.model.file.TrainingData;
import amagumo.model.threads.Workers;
import java.util.List;
import java.util.Map;

/** Models whose weights another program has learnt for a network of this one. */
public final class LearntElsewhere {

    private LearntElsewhere() {}

    /**
     * A model with such weights.
     *
     * @param name under which its forecasts are known
     * @param software which learnt them, and its version
     * @param config what they were learnt with
     * @param data the stores that they were learnt from
     * @param steps how many steps of {@code config}'s batches that took
     * @param weights all of the network's, in the order in which a model file has them
     * @throws IllegalArgumentException if there are more or fewer weights than the network has
     */
    public static ModelFile model(
            String name, String software, TrainingConfig config, List<TrainingData> data, long steps, float[] weights) {
        TrainingStep network = new TrainingStep(config, 1, Workers.ONE_A_PROCESSOR);
        long needed = network.network().numParams();
        if (weights.length != needed) {
            throw new IllegalArgumentException("%d weights for a network of %d".formatted(weights.length, needed));
        }
        network.setWeights(weights);
        return new ModelFile(Descriptions.metadata(name, software, config, data, steps, Map.of()), network.network());
    }
}
