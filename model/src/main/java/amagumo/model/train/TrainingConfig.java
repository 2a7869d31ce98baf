package amagumo.model.train;

import amagumo.model.convlstm.CellConfig;
import amagumo.model.convlstm.EncoderForecasterConfig;
import amagumo.model.file.ModelMetadata;
import amagumo.model.motion.ReferenceFrame;
import amagumo.model.nowcast.Exceedance;
import amagumo.model.pixel.Conditions;
import amagumo.model.pixel.OutputMapping;
import amagumo.model.pixel.PixelMap;
import amagumo.model.schedule.WarmupCosine;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything besides the data that determines the resulting weights: equal configurations and data give equal weights
 * after equal numbers of steps.
 *
 * @param seed seed for the initial weights, the sample order and the augmentation
 * @param network shape of the network, as made by {@link #network}, with or without a first guess
 * @param patch side of the square of pixels that becomes the channels of one position, at least 1
 * @param poolFactor side of the square of radar cells whose mean is one pixel, at least 1
 * @param frame the coordinates in which the network sees the rain
 * @param pixelMap from rain rate to pixel
 * @param crop side of the square of pixels that one sample covers, a multiple of {@code patch}
 * @param batch samples per step
 * @param objective the loss
 * @param optimizer the updater
 * @param schedule the learning rate by step
 * @param clip largest L2 norm of the gradient of a batch's mean loss; 0 for no limit
 * @param l2 weight decay, 0 for none
 * @param stepsPerEpoch steps between two validations
 * @param checkpointSteps steps between two checkpoints
 * @param validationWindows how many windows of each validation store are forecast, at most
 * @param patience how many validations without a better score end training; 0 for never
 */
public record TrainingConfig(
        long seed,
        EncoderForecasterConfig network,
        int patch,
        int poolFactor,
        ReferenceFrame frame,
        PixelMap pixelMap,
        int crop,
        int batch,
        Objective objective,
        Optimizer optimizer,
        WarmupCosine schedule,
        double clip,
        double l2,
        int stepsPerEpoch,
        int checkpointSteps,
        int validationWindows,
        int patience) {

    /** An epoch on a small store is not shorter than this, because each ends with a validation. */
    private static final int SHORTEST_EPOCH = 25;

    /** The defaults, on a store with few windows. */
    public static final TrainingConfig DEFAULT = new TrainingConfig(
            1,
            EncoderForecasterConfig.of(16, Collections.nCopies(2, new CellConfig(32, 3, 3)))
                    .withFirstGuess(),
            4,
            1,
            ReferenceFrame.LAGRANGIAN,
            PixelMap.DEFAULT,
            128,
            8,
            Objective.POISSON,
            Optimizer.ADAM,
            new WarmupCosine(1e-3, 50, 0, 0.02),
            0,
            0,
            SHORTEST_EPOCH,
            100,
            8,
            0);

    public TrainingConfig {
        if (patch < 1 || poolFactor < 1 || batch < 1 || crop < patch || crop % patch != 0) {
            throw new IllegalArgumentException(
                    "crop %d, patch %d, pool %d, batch %d: the crop is a multiple of the patch, and none is below 1"
                            .formatted(crop, patch, poolFactor, batch));
        }
        int told = objective == Objective.EXCEEDANCE ? Conditions.COUNT : 0;
        if (network.inputChannels() != patch * patch + told || network.outputChannels() != patch * patch) {
            throw new IllegalArgumentException("patches of %d x %d make %d channels in and %d out, not %d and %d"
                    .formatted(
                            patch,
                            patch,
                            patch * patch + told,
                            patch * patch,
                            network.inputChannels(),
                            network.outputChannels()));
        }
        int fields = 1 + exceedanceMmH(objective).size();
        if (network.fields() != fields || fields > 1 && !network.firstGuess()) {
            throw new IllegalArgumentException("%s requires a network of %d fields, with a first guess if more than one"
                    .formatted(objective, fields));
        }
        if (!(clip >= 0) || !(l2 >= 0)) {
            throw new IllegalArgumentException("clip %s and L2 %s are not below 0".formatted(clip, l2));
        }
        if (stepsPerEpoch < 1 || checkpointSteps < 1 || validationWindows < 0 || patience < 0) {
            throw new IllegalArgumentException("%d steps an epoch, %d a checkpoint, %d validation windows, patience %d"
                    .formatted(stepsPerEpoch, checkpointSteps, validationWindows, patience));
        }
    }

    /**
     * The settings of a training that continues from a model's weights, towards the same objective.
     *
     * @param learningRate constant after a short warm-up, so that the training may be ended at any time
     * @param crop largest side of a sample in pixels; a multiple of the model's patch is taken
     * @throws IllegalArgumentException if the model does not say which objective it was trained for, or does not fit it
     */
    public static TrainingConfig continuing(ModelMetadata model, long seed, double learningRate, int crop, int batch) {
        TrainingConfig config = new TrainingConfig(
                seed,
                model.network(),
                model.patch(),
                model.poolFactor(),
                model.frame(),
                model.pixelMap(),
                crop / model.patch() * model.patch(),
                batch,
                objective(model),
                Optimizer.ADAM,
                new WarmupCosine(learningRate, DEFAULT.schedule().warmupSteps(), 0, 1),
                0,
                0,
                DEFAULT.stepsPerEpoch(),
                DEFAULT.checkpointSteps(),
                DEFAULT.validationWindows(),
                0);
        config.requireSamePixelsAs(model);
        return config;
    }

    /** Makes sure that what a model has learnt of pixels holds for these. */
    void requireSamePixelsAs(ModelMetadata model) {
        if (patch != model.patch()
                || poolFactor != model.poolFactor()
                || frame != model.frame()
                || !pixelMap.equals(model.pixelMap())
                || !outputMapping().equals(model.outputMapping())) {
            throw new IllegalArgumentException(
                    "the patches, pixels or frame of model %s are not those of the training".formatted(model.name()));
        }
    }

    private static Objective objective(ModelMetadata model) {
        String loss = model.training().getOrDefault("loss", "none");
        return Stream.of(Objective.values())
                .filter(objective -> objective.name().equalsIgnoreCase(loss))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "model %s was trained with the loss '%s', which is not known".formatted(model.name(), loss)));
    }

    /** How many steps of this many samples show as many samples as there are windows to train on, never too few. */
    public static int stepsPerEpoch(int trainingWindows, int batch) {
        return Math.max(SHORTEST_EPOCH, (trainingWindows + batch - 1) / batch);
    }

    /** The same except for the length of an epoch. */
    public TrainingConfig withStepsPerEpoch(int steps) {
        return new TrainingConfig(
                seed,
                network,
                patch,
                poolFactor,
                frame,
                pixelMap,
                crop,
                batch,
                objective,
                optimizer,
                schedule,
                clip,
                l2,
                steps,
                checkpointSteps,
                validationWindows,
                patience);
    }

    /** What the pixels of the network's output mean. */
    OutputMapping outputMapping() {
        return ofRates() ? OutputMapping.aboveDry(pixelMap) : OutputMapping.INVERSE;
    }

    /** Whether the network learns the mean of rain rates, not of pixels. */
    boolean ofRates() {
        return objective == Objective.POISSON || objective == Objective.EXCEEDANCE;
    }

    /** The thresholds whose probabilities the network learns, mm/h; none unless they are the objective. */
    List<Float> exceedanceMmH() {
        return exceedanceMmH(objective);
    }

    private static List<Float> exceedanceMmH(Objective objective) {
        return objective == Objective.EXCEEDANCE ? Exceedance.THRESHOLDS_MM_H : List.of();
    }

    /** A network of these layers as the objective requires it, with patches of this side in pixels. */
    public static EncoderForecasterConfig network(Objective objective, int patch, List<CellConfig> cells) {
        EncoderForecasterConfig ofRates = EncoderForecasterConfig.of(patch * patch, cells);
        return objective == Objective.EXCEEDANCE
                ? ofRates.withFields(1 + Exceedance.THRESHOLDS_MM_H.size(), Conditions.COUNT)
                : ofRates;
    }

    /** Side of a sample in radar cells. */
    public int cropCells() {
        return Math.multiplyExact(crop, poolFactor);
    }
}
