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

/** The options of {@code amagumo train} that decide what weights come out. */
final class TrainingSettings {

    private static final TrainingConfig DEFAULT = TrainingConfig.DEFAULT;

    @Option(
            names = "--hidden",
            split = ",",
            paramLabel = "N",
            description = "Channels of the hidden states, from the bottom layer up (${DEFAULT-VALUE}).")
    private int[] hidden =
            DEFAULT.network().cells().stream().mapToInt(CellConfig::hidden).toArray();

    @Option(
            names = "--kernel",
            paramLabel = "N",
            description = "Side of the convolution kernels, odd (${DEFAULT-VALUE}).")
    private int kernel = DEFAULT.network().cells().get(0).inputKernel();

    @Option(
            names = "--first-guess",
            negatable = true,
            fallbackValue = "true",
            description = "Let each lead start from the last frame, smoothed more the further ahead it is"
                    + " (${DEFAULT-VALUE}).")
    private boolean firstGuess = DEFAULT.network().firstGuess();

    @Option(
            names = "--patch",
            paramLabel = "N",
            description = "Side of the square of pixels that is one position of the network (${DEFAULT-VALUE}).")
    private int patch = DEFAULT.patch();

    @Option(
            names = "--pool",
            paramLabel = "N",
            description = "Side of the square of radar cells that is one pixel (${DEFAULT-VALUE}).")
    private int pool = DEFAULT.poolFactor();

    @Option(
            names = "--frame",
            paramLabel = "FRAME",
            description = "Coordinates in which the network sees rain: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private ReferenceFrame frame = DEFAULT.frame();

    @Option(names = "--crop", paramLabel = "N", description = "Side of a sample in pixels (${DEFAULT-VALUE}).")
    private int crop = DEFAULT.crop();

    @Option(names = "--batch", paramLabel = "N", description = "Samples per step (${DEFAULT-VALUE}).")
    private int batch = DEFAULT.batch();

    @Option(names = "--loss", paramLabel = "LOSS", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private Objective objective = DEFAULT.objective();

    @Option(names = "--optimizer", paramLabel = "NAME", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private Optimizer optimizer = DEFAULT.optimizer();

    @Option(names = "--learning-rate", paramLabel = "RATE", description = "Highest learning rate (${DEFAULT-VALUE}).")
    private double learningRate = DEFAULT.schedule().peak();

    @Option(
            names = "--warmup",
            paramLabel = "STEPS",
            description = "Steps in which the learning rate rises to its highest (${DEFAULT-VALUE}).")
    private int warmup = DEFAULT.schedule().warmupSteps();

    @Option(
            names = "--decay",
            paramLabel = "STEPS",
            description = "Steps in which it then falls to its lowest, 0: never (${DEFAULT-VALUE}).")
    private int decay = DEFAULT.schedule().decaySteps();

    @Option(
            names = "--lowest",
            paramLabel = "SHARE",
            description = "Lowest learning rate as a share of the highest (${DEFAULT-VALUE}).")
    private double lowest = DEFAULT.schedule().lowest();

    @Option(
            names = "--clip",
            paramLabel = "NORM",
            description = "Largest L2 norm of a step's gradient, that of the loss summed over a sample's pixels; 0: any"
                    + " (${DEFAULT-VALUE}).")
    private double clip = DEFAULT.clip();

    @Option(names = "--l2", paramLabel = "WEIGHT", description = "L2 penalty on kernels (${DEFAULT-VALUE}).")
    private double l2 = DEFAULT.l2();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of first weights, sample order and augmentation (${DEFAULT-VALUE}).")
    private long seed = DEFAULT.seed();

    @Option(
            names = "--epoch-steps",
            paramLabel = "N",
            description = "Steps between validations; 0: as many samples as there are windows (${DEFAULT-VALUE}).")
    private int epochSteps = 0;

    @Option(
            names = "--checkpoint-steps",
            paramLabel = "N",
            description = "Steps between checkpoints, beside those after validations (${DEFAULT-VALUE}).")
    private int checkpointSteps = DEFAULT.checkpointSteps();

    @Option(
            names = "--validation-windows",
            paramLabel = "N",
            description = "Windows of each store that a validation forecasts, at most (${DEFAULT-VALUE}).")
    private int validationWindows = DEFAULT.validationWindows();

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Epochs without a better validation CSI until training stops early; 0: never"
                    + " (${DEFAULT-VALUE}).")
    private int patience = DEFAULT.patience();

    /** Whether an epoch is to show as many samples as there are windows. */
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
                DEFAULT.pixelMap(),
                crop,
                batch,
                objective,
                optimizer,
                new WarmupCosine(learningRate, warmup, decay, lowest),
                clip,
                l2,
                epochOfAllWindows() ? DEFAULT.stepsPerEpoch() : epochSteps,
                checkpointSteps,
                validationWindows,
                patience);
    }
}
