package amagumo.model.train;

import amagumo.model.convlstm.Widened;
import amagumo.model.file.ModelFile;
import amagumo.model.file.UnusableModelException;
import amagumo.model.threads.Workers;
import amagumo.model.train.TrainingObserver.StepReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Trains a network step by step, validates it once an epoch, keeps the best weights, and writes checkpoints from which
 * a later trainer continues exactly: it has the same weights after the same number of steps, whenever and however this
 * one ended.
 */
public final class Trainer {

    /** More rollbacks than this are not just bad luck. */
    private static final int MAX_ROLLBACKS = 5;

    private final TrainingConfig config;
    private final List<TrainingStore> stores;
    private final Path checkpointFile;
    private final Workers workers;
    private final Sampler sampler;
    private final Selection selection;
    private TrainingStep step;
    private TrainingState state;
    private volatile boolean stopRequested;

    /** Why a training ended. */
    public enum End {
        /** All requested steps were done. */
        STEPS,
        /** The requested time was over. */
        TIME,
        /** Validation no longer improved. */
        EARLY_STOPPING,
        /** {@link #stop()} was called. */
        STOPPED
    }

    private Trainer(
            TrainingConfig config,
            List<TrainingStore> stores,
            Path checkpointFile,
            Workers workers,
            TrainingState state)
            throws UnsuitableStoreException {
        TrainingStore.requireSuitable(stores, config);
        this.config = config;
        this.stores = List.copyOf(stores);
        this.checkpointFile = checkpointFile;
        this.workers = workers;
        this.sampler = new Sampler(stores, config.seed(), config.cropCells());
        this.state = state;
        this.step = new TrainingStep(config, state.rateFactor(), workers);
        this.selection = new Selection(config, stores, step.weights());
    }

    /**
     * Starts a training from its first step.
     *
     * @param checkpointFile where checkpoints go, replaced each time
     * @param workers the threads that compute; the same number gives the same weights
     */
    public static Trainer start(TrainingConfig config, List<TrainingStore> stores, Path checkpointFile, Workers workers)
            throws IOException {
        Trainer trainer = new Trainer(config, stores, checkpointFile, workers, TrainingState.START);
        trainer.checkpoint();
        return trainer;
    }

    /**
     * Starts a training with the weights of a model; the state of the optimizer starts afresh.
     *
     * @param model a model whose network is that of the configuration, see {@link TrainingConfig#continuing}, or a
     *     narrower one, see {@link Widened}
     * @param checkpointFile where checkpoints go, replaced each time
     * @param workers the threads that compute; the same number gives the same weights
     * @throws IllegalArgumentException if the model is of another network, or of other pixels
     */
    public static Trainer startFrom(
            ModelFile model, TrainingConfig config, List<TrainingStore> stores, Path checkpointFile, Workers workers)
            throws IOException {
        config.requireSamePixelsAs(model.metadata());
        Widened.requireFit(model.metadata().network(), config.network());
        Trainer trainer = new Trainer(config, stores, checkpointFile, workers, TrainingState.START);
        trainer.step.setWeights(Widened.weights(
                model.metadata().network(),
                model.network().params().toFloatVector(),
                config.network(),
                trainer.step.weights()));
        trainer.selection.restore(trainer.step.weights());
        trainer.checkpoint();
        return trainer;
    }

    /**
     * Continues a training from where a checkpoint was written.
     *
     * @param from the checkpoint
     * @param stores the stores it has learnt from so far, in the same order and state
     * @param checkpointFile where checkpoints go from now on; may be {@code from}
     * @param workers the threads that compute; as many as before, to continue exactly
     * @throws UnusableModelException if it is not a checkpoint, or one for other data
     */
    public static Trainer resume(Path from, List<TrainingStore> stores, Path checkpointFile, Workers workers)
            throws IOException {
        Checkpoint checkpoint = Checkpoint.read(from);
        checkpoint.requireData(from, TrainingStore.data(stores));
        Trainer trainer = new Trainer(checkpoint.config(), stores, checkpointFile, workers, checkpoint.state());
        trainer.restore(from, checkpoint);
        return trainer;
    }

    /** The settings. */
    public TrainingConfig config() {
        return config;
    }

    /** How far the training has come. */
    public TrainingState state() {
        return state;
    }

    /** Asks {@link #run} to end after the current step; may be called by any thread. */
    public void stop() {
        stopRequested = true;
    }

    /**
     * Goes on training, and writes a checkpoint at the end, unless there is a sign that the one before is better.
     *
     * @param untilStep ends when this many steps are done in all
     * @param atMost ends when this much time has passed; it decides only when to end
     * @param observer is told of each step
     * @throws DivergedException if the loss diverges however small the learning rate
     */
    public End run(long untilStep, Duration atMost, TrainingObserver observer) throws IOException, DivergedException {
        long start = System.nanoTime();
        BatchSource batches = new BatchSource(config, sampler, state.step());
        try {
            long sinceStep = state.step();
            long since = System.nanoTime();
            Optional<End> end = end(untilStep, start, atMost);
            while (end.isEmpty()) {
                Gradient gradient = step.gradient(batches.next());
                step.apply(gradient);
                state = state.stepped(gradient.loss());
                Optional<String> trouble = state.divergence().trouble();
                boolean epochDone = state.step() % config.stepsPerEpoch() == 0;
                if (trouble.isEmpty() && (epochDone || state.step() % config.checkpointSteps() == 0)) {
                    trouble = step.troubleInWeights();
                }
                if (trouble.isPresent()) {
                    batches.close();
                    rollBack(trouble.get(), observer);
                    batches = new BatchSource(config, sampler, state.step());
                    sinceStep = state.step();
                    since = System.nanoTime();
                    continue;
                }
                double seconds = (System.nanoTime() - since) / 1e9;
                observer.stepped(new StepReport(
                        state.step(),
                        gradient.loss(),
                        rate(state.step() - 1),
                        (state.step() - sinceStep) * config.batch() / seconds));
                if (epochDone) {
                    state = selection.validate(step, state, observer);
                    sinceStep = state.step();
                    since = System.nanoTime();
                }
                if ((epochDone || state.step() % config.checkpointSteps() == 0)
                        && state.divergence().isCalm()) {
                    checkpoint();
                }
                end = end(untilStep, start, atMost);
            }
            if (state.divergence().isCalm() && step.troubleInWeights().isEmpty()) {
                checkpoint();
            }
            return end.get();
        } finally {
            batches.close();
        }
    }

    /**
     * The best model so far: the weights of the best validation, or the current ones if they are better or nothing was
     * ever validated.
     *
     * @param name the name under which forecasts state what made them
     * @param software what made it, such as {@code amagumo 0.1.0}
     */
    public ModelFile model(String name, String software) throws IOException {
        return selection.model(name, software, step, state, workers);
    }

    private Optional<End> end(long untilStep, long start, Duration atMost) {
        if (stopRequested) {
            return Optional.of(End.STOPPED);
        }
        if (state.earlyStopping().exhausted(config.patience())) {
            return Optional.of(End.EARLY_STOPPING);
        }
        if (state.step() >= untilStep) {
            return Optional.of(End.STEPS);
        }
        return System.nanoTime() - start >= atMost.toNanos() ? Optional.of(End.TIME) : Optional.empty();
    }

    private double rate(long step) {
        return config.schedule().times(state.rateFactor()).valueAt(Math.toIntExact(step), 0);
    }

    private void rollBack(String trouble, TrainingObserver observer) throws IOException, DivergedException {
        long from = state.step();
        if (state.rollbacks() == MAX_ROLLBACKS) {
            throw new DivergedException("at step %d the loss %s, after %d rollbacks; the last good weights are in %s"
                    .formatted(from, trouble, MAX_ROLLBACKS, checkpointFile));
        }
        Checkpoint checkpoint = Checkpoint.read(checkpointFile);
        state = state.rolledBackTo(checkpoint.state());
        step.close();
        step = new TrainingStep(config, state.rateFactor(), workers);
        restore(checkpointFile, checkpoint);
        observer.rolledBack(
                from,
                state.step(),
                "at step %d the loss %s: back to step %d with half the learning rate"
                        .formatted(from, trouble, state.step()));
    }

    private void restore(Path file, Checkpoint checkpoint) throws UnusableModelException {
        step.restore(file, checkpoint);
        selection.restore(checkpoint.best());
    }

    private void checkpoint() throws IOException {
        float[] weights = step.weights();
        new Checkpoint(
                        config,
                        TrainingStore.data(stores),
                        state,
                        weights,
                        step.updaterState(),
                        state.earlyStopping().validated() ? selection.best() : weights)
                .write(checkpointFile);
    }
}
