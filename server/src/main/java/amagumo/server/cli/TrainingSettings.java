package amagumo.server.cli;

import amagumo.model.convlstm.CellConfig;
import amagumo.model.convlstm.EncoderForecasterConfig;
import amagumo.model.motion.ReferenceFrame;
import amagumo.model.schedule.WarmupCosine;
import amagumo.model.train.Objective;
import amagumo.model.train.Optimizer;
import amagumo.model.train.TrainingConfig;
import java.util.Arrays;
import picocli.CommandLine.Option;

/**
 * The options of {@code amagumo train} that determine the resulting weights. Their defaults repeat those of {@link
 * TrainingConfig#DEFAULT}, because every command looks at all options and would otherwise load the network libraries.
 */
final class TrainingSettings {

    @Option(
            names = "--hidden",
            defaultValue = "32,32",
            split = ",",
            paramLabel = "N",
            description = "Channels of the hidden states, from the bottom layer up (${DEFAULT-VALUE}).")
    private int[] hidden;

    @Option(
            names = "--kernel",
            defaultValue = "3",
            paramLabel = "N",
            description = "Side of the convolution kernels, odd (${DEFAULT-VALUE}).")
    private int kernel;

    @Option(
            names = "--first-guess",
            defaultValue = "true",
            negatable = true,
            fallbackValue = "true",
            description = "Let each lead start from the last frame, smoothed more the further ahead it is"
                    + " (${DEFAULT-VALUE}).")
    private boolean firstGuess;

    @Option(
            names = "--patch",
            defaultValue = "4",
            paramLabel = "N",
            description = "Side of the square of pixels that is one position of the network (${DEFAULT-VALUE}).")
    private int patch;

    @Option(
            names = "--pool",
            defaultValue = "1",
            paramLabel = "N",
            description = "Side of the square of radar cells that is one pixel (${DEFAULT-VALUE}).")
    private int pool;

    @Option(
            names = "--frame",
            defaultValue = "lagrangian",
            paramLabel = "FRAME",
            description = "Coordinates in which the network sees rain: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private ReferenceFrame frame;

    @Option(
            names = "--crop",
            defaultValue = "128",
            paramLabel = "N",
            description = "Side of a sample in pixels (${DEFAULT-VALUE}).")
    private int crop;

    @Option(
            names = "--batch",
            defaultValue = "8",
            paramLabel = "N",
            description = "Samples per step (${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--loss",
            defaultValue = "poisson",
            paramLabel = "LOSS",
            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private Objective objective;

    @Option(
            names = "--optimizer",
            defaultValue = "adam",
            paramLabel = "NAME",
            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private Optimizer optimizer;

    @Option(
            names = "--learning-rate",
            defaultValue = "1e-3",
            paramLabel = "RATE",
            description = "Highest learning rate (${DEFAULT-VALUE}).")
    private double learningRate;

    @Option(
            names = "--warmup",
            defaultValue = "50",
            paramLabel = "STEPS",
            description = "Steps over which the learning rate rises to its highest (${DEFAULT-VALUE}).")
    private int warmup;

    @Option(
            names = "--decay",
            defaultValue = "0",
            paramLabel = "STEPS",
            description = "Steps over which it then falls to its lowest; 0: never (${DEFAULT-VALUE}).")
    private int decay;

    @Option(
            names = "--lowest",
            defaultValue = "0.02",
            paramLabel = "SHARE",
            description = "Lowest learning rate as a share of the highest (${DEFAULT-VALUE}).")
    private double lowest;

    @Option(
            names = "--clip",
            defaultValue = "0",
            paramLabel = "NORM",
            description = "Largest L2 norm of a step's gradient of the loss summed over a sample's pixels; 0: no limit"
                    + " (${DEFAULT-VALUE}).")
    private double clip;

    @Option(
            names = "--l2",
            defaultValue = "0",
            paramLabel = "WEIGHT",
            description = "L2 penalty on kernels (${DEFAULT-VALUE}).")
    private double l2;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Seed for initial weights, sample order and augmentation (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--epoch-steps",
            defaultValue = "0",
            paramLabel = "N",
            description = "Steps between validations; 0: as many samples as there are windows (${DEFAULT-VALUE}).")
    private int epochSteps;

    @Option(
            names = "--checkpoint-steps",
            defaultValue = "100",
            paramLabel = "N",
            description = "Steps between checkpoints, in addition to those after validations (${DEFAULT-VALUE}).")
    private int checkpointSteps;

    @Option(
            names = "--validation-windows",
            defaultValue = "8",
            paramLabel = "N",
            description = "The most windows of each store that a validation forecasts (${DEFAULT-VALUE}).")
    private int validationWindows;

    @Option(
            names = "--patience",
            defaultValue = "0",
            paramLabel = "N",
            description =
                    "Epochs without a better validation until training stops early; 0: never" + " (${DEFAULT-VALUE}).")
    private int patience;

    /** Whether an epoch should show as many samples as there are windows. */
    boolean epochOfAllWindows() {
        return epochSteps == 0;
    }

    /**
     * The settings.
     *
     * @throws IllegalArgumentException if they contradict each other
     */
    TrainingConfig config() {
        EncoderForecasterConfig network = TrainingConfig.network(
                objective,
                patch,
                Arrays.stream(hidden)
                        .mapToObj(units -> new CellConfig(units, kernel, kernel))
                        .toList());
        return new TrainingConfig(
                seed,
                firstGuess ? network.withFirstGuess() : network,
                patch,
                pool,
                frame,
                TrainingConfig.DEFAULT.pixelMap(),
                crop,
                batch,
                objective,
                optimizer,
                new WarmupCosine(learningRate, warmup, decay, lowest),
                clip,
                l2,
                epochOfAllWindows() ? TrainingConfig.DEFAULT.stepsPerEpoch() : epochSteps,
                checkpointSteps,
                validationWindows,
                patience);
    }
}
