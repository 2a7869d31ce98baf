package amagumo.model.train;

import amagumo.model.file.ModelFile;
import amagumo.model.file.TrainingData;
import amagumo.model.nowcast.ConvLstmNowcaster;
import amagumo.model.threads.Workers;
import amagumo.model.train.TrainingObserver.ValidationReport;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Validates weights, keeps the best ones, and makes the model from them. */
final class Selection {

    private final TrainingConfig config;
    private final List<TrainingData> data;
    private final Validation validation;
    private float[] best;

    /** Starts with weights that were never validated. */
    Selection(TrainingConfig config, List<TrainingStore> stores, float[] weights) {
        this.config = config;
        data = TrainingStore.data(stores);
        validation = new Validation(stores, config.validationWindows(), config.objective() == Objective.EXCEEDANCE);
        best = weights;
    }

    /** The weights of the best validation. */
    float[] best() {
        return best;
    }

    /** Takes over the best weights of a checkpoint. */
    void restore(float[] weights) {
        best = weights;
    }

    /** Forecasts with the current weights, if there is anything to validate on. */
    TrainingState validate(TrainingStep step, TrainingState state, TrainingObserver observer) throws IOException {
        if (validation.isEmpty()) {
            return state;
        }
        Validation.Found found = validated(step, state);
        TrainingState after = state.validated(found.choosing(), found.scores());
        if (after.earlyStopping().isBest()) {
            best = step.weights();
        }
        observer.validated(new ValidationReport(
                after.step(),
                validation.chosenBy(),
                found.choosing(),
                after.earlyStopping().isBest(),
                found.scores()));
        return after;
    }

    /** The model with the best weights, or the current ones if they are numbers and better, or nothing was ever validated. */
    ModelFile model(String name, String software, TrainingStep step, TrainingState state, Workers workers)
            throws IOException {
        EarlyStopping stopping = state.earlyStopping();
        Map<String, Double> scores = state.bestScores();
        boolean isSound = step.troubleInWeights().isEmpty();
        boolean takeNow = isSound && !stopping.validated();
        if (isSound && !validation.isEmpty()) {
            Validation.Found now = validated(step, state);
            takeNow |= now.choosing() > stopping.bestScore();
            scores = takeNow ? now.scores() : scores;
        }
        TrainingStep chosen = new TrainingStep(config, state.rateFactor(), workers);
        chosen.setWeights(takeNow ? step.weights() : best);
        long steps = takeNow ? state.step() : stopping.bestStep();
        return new ModelFile(Descriptions.metadata(name, software, config, data, steps, scores), chosen.network());
    }

    private Validation.Found validated(TrainingStep step, TrainingState state) throws IOException {
        return validation.of(ConvLstmNowcaster.of(
                new ModelFile(Descriptions.ofCandidate(config, data, state.step()), step.network())));
    }
}
