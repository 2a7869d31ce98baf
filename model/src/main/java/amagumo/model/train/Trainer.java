package amagumo.model.train;

import amagumo.model.file.ModelFile;
import amagumo.model.file.ModelMetadata;
import amagumo.model.file.TrainingData;
import amagumo.model.file.UnusableModelException;
import amagumo.model.nowcast.ConvLstmNowcaster;
import amagumo.model.threads.Workers;
import amagumo.model.train.TrainingObserver.StepReport;
import amagumo.model.train.TrainingObserver.ValidationReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Trains a network step by step, validates it once an epoch, keeps the best weights, and writes checkpoints from which a
 * later trainer goes on exactly: the same weights after the same number of steps, whenever and however this one ended.
 */
public final class Trainer {

    /** More rollbacks than this are no bad luck. */
    private static final int MAX_ROLLBACKS = 5;

    /**
     * Steps between two collections of garbage. ND4J's arrays are freed when the collector finds their small Java halves,
     * and it, which sees only these, finds no reason to look.
     */
    private static final int COLLECT_STEPS = 20;

    /** What a network is called that is no model yet. */
    private static final String CANDIDATE = "candidate";

    private final TrainingConfig config;
    private final List<TrainingStore> stores;
    private final Path checkpointFile;
    private final Workers workers;
    private final Validation validation;
    private final Sampler sampler;
    private MultiLayerNetwork network;
    private TrainingState state;
    private float[] best;
    private volatile boolean stopRequested;

    /** Why a training ended. */
    public enum End {
        /** As many steps as were asked for. */
        STEPS,
        /** As long as was asked for. */
        TIME,
        /** Validation did not get better any more. */
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
        requireFit(config, stores);
        this.config = config;
        this.stores = List.copyOf(stores);
        this.checkpointFile = checkpointFile;
        this.workers = workers;
        this.validation = new Validation(stores, config.validationWindows());
        this.sampler = new Sampler(stores, config.seed(), config.cropCells());
        this.state = state;
        this.network = Networks.create(config, state.rateFactor(), workers);
        this.best = Networks.weights(network);
    }

    private static void requireFit(TrainingConfig config, List<TrainingStore> stores) throws UnsuitableStoreException {
        List<TrainingData> data = stores.stream().map(TrainingStore::data).toList();
        ModelMetadata model = Descriptions.metadata(CANDIDATE, "", config, data, 0, Map.of());
        for (TrainingStore store : stores) {
            store.requireCrop(config.cropCells());
            Optional<String> mismatch =
                    model.mismatch(store.store().grid(), store.store().stepMinutes());
            if (mismatch.isPresent()) {
                throw new UnsuitableStoreException(store.store().directory().toString(), mismatch.get());
            }
        }
    }

    /**
     * A training from its first step on.
     *
     * @param checkpointFile where checkpoints go, replaced each time
     * @param workers who computes; as many give the same weights
     */
    public static Trainer start(TrainingConfig config, List<TrainingStore> stores, Path checkpointFile, Workers workers)
            throws IOException {
        Trainer trainer = new Trainer(config, stores, checkpointFile, workers, TrainingState.START);
        trainer.checkpoint();
        return trainer;
    }

    /**
     * A training that goes on where a checkpoint was written.
     *
     * @param from the checkpoint
     * @param stores those it learnt from so far, in the same order and state
     * @param checkpointFile where checkpoints go from now on; may be {@code from}
     * @param workers who computes; as many as before, to go on exactly
     * @throws UnusableModelException if the checkpoint is none, or of other data
     */
    public static Trainer resume(Path from, List<TrainingStore> stores, Path checkpointFile, Workers workers)
            throws IOException {
        Checkpoint checkpoint = Checkpoint.read(from);
        List<TrainingData> data = stores.stream().map(TrainingStore::data).toList();
        if (!checkpoint.data().equals(data)) {
            throw new UnusableModelException(from, difference(checkpoint.data(), data));
        }
        Trainer trainer = new Trainer(checkpoint.config(), stores, checkpointFile, workers, checkpoint.state());
        trainer.restore(from, checkpoint);
        return trainer;
    }

    private static String difference(List<TrainingData> then, List<TrainingData> now) {
        for (int i = 0; i < Math.min(then.size(), now.size()); i++) {
            if (!then.get(i).equals(now.get(i))) {
                return "was learning from %s, not from %s".formatted(then.get(i), now.get(i));
            }
        }
        return "was learning from %d stores, not from %d".formatted(then.size(), now.size());
    }

    /** The settings. */
    public TrainingConfig config() {
        return config;
    }

    /** Where the training stands. */
    public TrainingState state() {
        return state;
    }

    /** Asks {@link #run} to end after the current step; may be called by any thread. */
    public void stop() {
        stopRequested = true;
    }

    /**
     * Trains on, and writes a checkpoint at the end.
     *
     * @param untilStep ends when so many steps are done in all
     * @param atMost ends when so much time is over; it decides when to end and nothing else
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
                double loss = step(batches.next());
                state = state.stepped(loss);
                Optional<String> trouble = state.divergence().trouble();
                boolean epochDone = state.step() % config.stepsPerEpoch() == 0;
                if (trouble.isEmpty() && (epochDone || state.step() % config.checkpointSteps() == 0)) {
                    trouble = troubleInWeights();
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
                        loss,
                        rate(state.step() - 1),
                        (state.step() - sinceStep) * config.batch() / seconds));
                if (epochDone) {
                    validate(observer);
                    sinceStep = state.step();
                    since = System.nanoTime();
                }
                if ((epochDone || state.step() % config.checkpointSteps() == 0)
                        && state.divergence().isCalm()) {
                    checkpoint();
                }
                end = end(untilStep, start, atMost);
            }
            checkpoint();
            return end.get();
        } finally {
            batches.close();
        }
    }

    /**
     * The best model so far: the weights of the best validation, or those of now if they are better or nothing was ever
     * validated.
     *
     * @param name what forecasts call their maker
     * @param software what made it, such as {@code amagumo 0.1.0}
     */
    public ModelFile model(String name, String software) {
        float[] now = Networks.weights(network);
        Map<String, Double> scores = state.bestScores();
        long steps = state.earlyStopping().bestStep();
        boolean takeNow = !state.earlyStopping().validated();
        if (!validation.isEmpty()) {
            Map<String, Double> scoresNow = validation.scores(nowcaster());
            takeNow |=
                    Validation.stoppingScore(scoresNow) > state.earlyStopping().bestScore();
            scores = takeNow ? scoresNow : scores;
        }
        MultiLayerNetwork chosen = Networks.create(config, state.rateFactor(), workers);
        Networks.setWeights(chosen, takeNow ? now : best);
        return new ModelFile(
                Descriptions.metadata(name, software, config, data(), takeNow ? state.step() : steps, scores), chosen);
    }

    private List<TrainingData> data() {
        return stores.stream().map(TrainingStore::data).toList();
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

    private double step(Batch batch) {
        try (INDArray inputs = batch.inputs().toArray();
                INDArray targets = batch.targets().toArray();
                INDArray mask = batch.mask().toArray()) {
            network.fit(inputs, targets, null, mask);
        }
        return network.score()
                / (config.crop() * config.crop() * config.network().leads());
    }

    private double rate(long step) {
        return config.schedule().times(state.rateFactor()).valueAt(Math.toIntExact(step), 0);
    }

    private Optional<String> troubleInWeights() {
        for (float weight : Networks.weights(network)) {
            if (!Float.isFinite(weight)) {
                return Optional.of("made a weight " + weight);
            }
        }
        return Optional.empty();
    }

    /** What the weights of now forecast with. */
    private ConvLstmNowcaster nowcaster() {
        return ConvLstmNowcaster.of(
                new ModelFile(Descriptions.metadata(CANDIDATE, "", config, data(), state.step(), Map.of()), network));
    }

    private void validate(TrainingObserver observer) {
        if (validation.isEmpty()) {
            return;
        }
        Map<String, Double> scores = validation.scores(nowcaster());
        double score = Validation.stoppingScore(scores);
        state = state.validated(score, scores);
        if (state.earlyStopping().isBest()) {
            best = Networks.weights(network);
        }
        observer.validated(
                new ValidationReport(state.step(), score, state.earlyStopping().isBest(), scores));
    }

    private void rollBack(String trouble, TrainingObserver observer) throws IOException, DivergedException {
        long from = state.step();
        if (state.rollbacks() == MAX_ROLLBACKS) {
            throw new DivergedException("at step %d the loss %s, after %d rollbacks; the last good weights are in %s"
                    .formatted(from, trouble, MAX_ROLLBACKS, checkpointFile));
        }
        int rollbacks = state.rollbacks();
        double rateFactor = state.rateFactor();
        Checkpoint checkpoint = Checkpoint.read(checkpointFile);
        TrainingState then = checkpoint.state();
        state = new TrainingState(
                        then.step(), then.earlyStopping(), then.bestScores(), then.divergence(), rollbacks, rateFactor)
                .rolledBack();
        Networks.release(network);
        network = Networks.create(config, state.rateFactor(), workers);
        restore(checkpointFile, checkpoint);
        observer.rolledBack(
                from,
                state.step(),
                "at step %d the loss %s: back to step %d with half the learning rate"
                        .formatted(from, trouble, state.step()));
    }

    private void restore(Path file, Checkpoint checkpoint) throws UnusableModelException {
        if (checkpoint.weights().length != network.numParams()
                || checkpoint.best().length != network.numParams()
                || checkpoint.updaterState().length != Networks.updaterState(network).length) {
            throw new UnusableModelException(file, "has weights of another network than it describes");
        }
        Networks.setWeights(network, checkpoint.weights());
        Networks.setUpdaterState(network, checkpoint.updaterState());
        network.setIterationCount(Math.toIntExact(checkpoint.state().step()));
        best = checkpoint.best();
    }

    private void checkpoint() throws IOException {
        float[] weights = Networks.weights(network);
        new Checkpoint(
                        config,
                        data(),
                        state,
                        weights,
                        Networks.updaterState(network),
                        state.earlyStopping().validated() ? best : weights)
                .write(checkpointFile);
    }
}
