package amagumo.model.train;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The state of a training apart from its weights.
 *
 * @param step how many steps are done
 * @param earlyStopping the best validation so far
 * @param bestScores the scores of that validation by name, empty before the first
 * @param divergence the recent losses
 * @param rollbacks how often the weights were reset because the loss diverged
 * @param rateFactor what is left of the learning rate: each rollback halves it
 */
public record TrainingState(
        long step,
        EarlyStopping earlyStopping,
        Map<String, Double> bestScores,
        DivergenceWatch divergence,
        int rollbacks,
        double rateFactor) {

    /** The state before the first step. */
    public static final TrainingState START =
            new TrainingState(0, EarlyStopping.NONE, Map.of(), DivergenceWatch.NONE, 0, 1);

    public TrainingState {
        bestScores = Collections.unmodifiableMap(new TreeMap<>(bestScores));
    }

    /** The state after one more step. */
    TrainingState stepped(double loss) {
        return new TrainingState(step + 1, earlyStopping, bestScores, divergence.after(loss), rollbacks, rateFactor);
    }

    /** The state after a validation. */
    TrainingState validated(double score, Map<String, Double> scores) {
        EarlyStopping after = earlyStopping.after(score, step);
        return new TrainingState(step, after, after.isBest() ? scores : bestScores, divergence, rollbacks, rateFactor);
    }

    /** The state of a checkpoint, to continue from with half the learning rate of this state, which has failed. */
    TrainingState rolledBackTo(TrainingState checkpoint) {
        return new TrainingState(
                checkpoint.step,
                checkpoint.earlyStopping,
                checkpoint.bestScores,
                checkpoint.divergence,
                rollbacks + 1,
                rateFactor / 2);
    }
}
