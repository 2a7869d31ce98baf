package amagumo.server.training;

import amagumo.model.threads.Workers;
import amagumo.model.train.TrainingConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a training run should do.
 *
 * @param stores the stores it learns from
 * @param config the settings that determine the weights; a resumed training uses those of its checkpoint instead
 * @param epochOfAllWindows whether an epoch shows as many samples as there are windows, whatever {@code config} says
 * @param from the model whose weights it starts with, if any; its network is that of {@code config}
 * @param resume the checkpoint to continue from exactly, if any
 * @param epochs how many epochs it takes in all; without this and {@code atMost} {@value #USUAL_EPOCHS}
 * @param atMost how long it may take
 * @param workers the threads that compute; the same number gives the same weights
 * @param directory where the checkpoint, metrics and plots go
 * @param model where the model file goes
 * @param name the name under which forecasts state what made them
 * @param networkShare how much of the model's forecasts comes from the network, above 0 and at most 1; the rest is its
 *     first guess. The default is half, or all for a network without a first guess
 */
public record TrainingPlan(
        TrainingStores stores,
        TrainingConfig config,
        boolean epochOfAllWindows,
        Optional<Path> from,
        Optional<Path> resume,
        Optional<Integer> epochs,
        Optional<Duration> atMost,
        Workers workers,
        Path directory,
        Path model,
        String name,
        Optional<Double> networkShare) {

    /** How many epochs a training takes if nothing else ends it. */
    public static final int USUAL_EPOCHS = 20;

    public TrainingPlan {
        if (epochs.filter(n -> n < 1).isPresent()
                || atMost.filter(time -> time.isZero() || time.isNegative()).isPresent()) {
            throw new IllegalArgumentException("a training takes at least one epoch and some time");
        }
        if (from.isPresent() && resume.isPresent()) {
            throw new IllegalArgumentException(
                    "--from is for a training that begins: a checkpoint has weights of its own");
        }
        if (resume.isEmpty() && !fits(networkShare, config)) {
            throw new IllegalArgumentException("without a first guess the whole forecast comes from the network");
        }
        if (networkShare.filter(share -> !(share > 0 && share <= 1)).isPresent()) {
            throw new IllegalArgumentException("the network's share must be above 0 and at most 1");
        }
    }

    /** Whether a share fits a network: a share below 1 needs a first guess to make up the rest. */
    static boolean fits(Optional<Double> networkShare, TrainingConfig config) {
        return networkShare.orElse(1.0) >= 1 || config.network().firstGuess();
    }

    /** The file in which a run in a directory keeps its checkpoint. */
    public static Path checkpointIn(Path directory) {
        return directory.resolve("checkpoint.zip");
    }

    /** The file beside a checkpoint that keeps the model whose weights the training started with. */
    static Path originBeside(Path checkpoint) {
        return checkpoint.resolveSibling(checkpoint.getFileName().toString().replaceFirst("\\.zip$", "") + "-from.zip");
    }

    /** After how many steps in all the training ends, unless it is ended earlier. */
    long lastStep(int stepsPerEpoch) {
        return epochs.or(() -> atMost.isPresent() ? Optional.empty() : Optional.of(USUAL_EPOCHS))
                .map(count -> (long) count * stepsPerEpoch)
                .orElse((long) Integer.MAX_VALUE);
    }
}
