package amagumo.model.train;

import amagumo.model.convlstm.CellConfig;
import amagumo.model.convlstm.EncoderForecasterConfig;
import amagumo.model.motion.ReferenceFrame;
import amagumo.model.pixel.OutputMapping;
import amagumo.model.pixel.PixelMap;
import amagumo.model.schedule.WarmupCosine;
import java.util.Collections;

/**
 * Everything that decides what weights come out, beside the data: equal configurations and data give equal weights after
 * equal numbers of steps.
 *
 * @param seed of first weights, sample order and augmentation
 * @param network shape of the network; its channels are {@code patch} squared
 * @param patch side of the square of pixels that becomes the channels of one position, at least 1
 * @param poolFactor side of the square of radar cells whose mean is one pixel, at least 1
 * @param frame in whose coordinates the network sees the rain
 * @param pixelMap rain rate to pixel
 * @param crop side of the square of pixels that one sample covers, a multiple of {@code patch}
 * @param batch samples a step
 * @param objective the loss
 * @param optimizer the updater
 * @param schedule the learning rate by step
 * @param clip largest L2 norm of the gradient of a batch's mean loss; 0: any
 * @param l2 weight decay, 0 for none
 * @param stepsPerEpoch steps between two validations
 * @param checkpointSteps steps between two checkpoints
 * @param validationWindows how many windows of each validation store are forecast, at most
 * @param patience validations without a better score until training ends; 0: it never does so
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

    /** An epoch on a small store is no shorter than this, for each ends with a validation. */
    private static final int SHORTEST_EPOCH = 25;

    /** What a training is without any wish, on a store of few windows. */
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
                    "crop %d, patch %d, pool %d, batch %d: the crop is a multiple of the patch, none is below 1"
                            .formatted(crop, patch, poolFactor, batch));
        }
        if (network.inputChannels() != patch * patch || network.outputChannels() != patch * patch) {
            throw new IllegalArgumentException("patches of %d x %d make %d channels, not %d and %d"
                    .formatted(patch, patch, patch * patch, network.inputChannels(), network.outputChannels()));
        }
        if (!(clip >= 0) || !(l2 >= 0)) {
            throw new IllegalArgumentException("clip %s and L2 %s are not below 0".formatted(clip, l2));
        }
        if (stepsPerEpoch < 1 || checkpointSteps < 1 || validationWindows < 0 || patience < 0) {
            throw new IllegalArgumentException("%d steps an epoch, %d a checkpoint, %d validation windows, patience %d"
                    .formatted(stepsPerEpoch, checkpointSteps, validationWindows, patience));
        }
    }

    /** How many steps of this many samples show as many samples as there are windows to train on, never too few. */
    public static int stepsPerEpoch(int trainingWindows, int batch) {
        return Math.max(SHORTEST_EPOCH, (trainingWindows + batch - 1) / batch);
    }

    /** The same but for the length of an epoch. */
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

    /** What the network's pixels mean. */
    OutputMapping outputMapping() {
        return objective == Objective.POISSON ? OutputMapping.aboveDry(pixelMap) : OutputMapping.INVERSE;
    }

    /** Side of a sample in radar cells. */
    public int cropCells() {
        return Math.multiplyExact(crop, poolFactor);
    }
}
