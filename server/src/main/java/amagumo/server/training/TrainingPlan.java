package amagumo.server.training;

import amagumo.model.threads.Workers;
import amagumo.model.train.TrainingConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a training run is to do.
 *
 * @param stores what it learns from
 * @param config what decides the weights; a resumed training has that of its checkpoint instead
 * @param epochOfAllWindows whether an epoch shows as many samples as there are windows, whatever {@code config} says
 * @param resume the checkpoint to go on from exactly, if one is given
 * @param epochs ends after so many in all; without this and {@code atMost} after {@value #USUAL_EPOCHS}
 * @param atMost ends after so long
 * @param workers who computes; as many give the same weights
 * @param directory where checkpoint, metrics and plots go
 * @param model where the model file goes
 * @param name what forecasts call their maker
 * @param networkShare how much of the model's forecasts is the network's, above 0 to 1; the rest is its first guess.
 *     Usually half, and all of it in a network without a first guess
 */
public record TrainingPlan(
        TrainingStores stores,
        TrainingConfig config,
        boolean epochOfAllWindows,
        Optional<Path> resume,
        Optional<Integer> epochs,
        Optional<Duration> atMost,
        Workers workers,
        Path directory,
        Path model,
        String name,
        Optional<Double> networkShare) {

    /** How many epochs a training takes that nothing else ends. */
    public static final int USUAL_EPOCHS = 20;

    public TrainingPlan {
        if (epochs.filter(n -> n < 1).isPresent()
                || atMost.filter(time -> time.isZero() || time.isNegative()).isPresent()) {
            throw new IllegalArgumentException("a training takes at least one epoch and some time");
        }
        if (resume.isEmpty() && !fits(networkShare, config)) {
            throw new IllegalArgumentException("without a first guess all of the forecast is the network's");
        }
        if (networkShare.filter(share -> !(share > 0 && share <= 1)).isPresent()) {
            throw new IllegalArgumentException("the network's share is above 0 and at most 1");
        }
    }

    /** Whether a network has the first guess that a share of less than all leaves something to. */
    static boolean fits(Optional<Double> networkShare, TrainingConfig config) {
        return networkShare.orElse(1.0) >= 1 || config.network().firstGuess();
    }

    /** Where a run in a directory keeps its checkpoint. */
    public static Path checkpointIn(Path directory) {
        return directory.resolve("checkpoint.zip");
    }

    /** After how many steps in all the training ends, if it is not ended before. */
    long lastStep(int stepsPerEpoch) {
        return epochs.or(() -> atMost.isPresent() ? Optional.empty() : Optional.of(USUAL_EPOCHS))
                .map(count -> (long) count * stepsPerEpoch)
                .orElse((long) Integer.MAX_VALUE);
    }
}
