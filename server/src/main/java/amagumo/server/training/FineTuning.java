package amagumo.server.training;

import amagumo.ingest.file.AtomicFile;
import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.software.Software;
import amagumo.model.backend.Backend;
import amagumo.model.file.ModelFile;
import amagumo.model.file.ModelMetadata;
import amagumo.model.file.TrainingPeriod;
import amagumo.model.file.UnusableModelException;
import amagumo.model.threads.Workers;
import amagumo.model.train.DivergedException;
import amagumo.model.train.Trainer;
import amagumo.model.train.TrainingConfig;
import amagumo.model.train.TrainingObserver;
import amagumo.model.train.TrainingStore;
import amagumo.model.train.UnsuitableStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A training that follows a {@link FineTuningPlan}. Killed at any moment, it goes on from its last checkpoint when the plan is
 * opened again.
 */
public final class FineTuning {

    private final FineTuningPlan plan;
    private final ModelMetadata parent;
    private final List<TrainingStore> stores;
    private final Trainer trainer;

    private FineTuning(FineTuningPlan plan, ModelMetadata parent, List<TrainingStore> stores, Trainer trainer) {
        this.plan = plan;
        this.parent = parent;
        this.stores = stores;
        this.trainer = trainer;
    }

    /**
     * Opens the stores, and begins or goes on.
     *
     * @param notes gets what a reader should know, one sentence each
     * @throws IOException if a store or the model cannot be read or trained on
     */
    public static FineTuning open(FineTuningPlan plan, Consumer<String> notes) throws IOException {
        Backend.require();
        Files.createDirectories(plan.directory());
        ModelFile model = ModelFile.read(plan.model());
        List<TrainingStore> stores = new ArrayList<>();
        stores.add(recent(plan));
        for (Path reference : plan.reference()) {
            stores.add(TrainingStore.whole(reference, name(reference)));
        }
        int windows = stores.stream().mapToInt(store -> store.training().size()).sum();
        notes.accept("%d windows of %d stores to learn from, %d to choose by, from the weights of %s"
                .formatted(
                        windows,
                        stores.size(),
                        stores.stream()
                                .mapToInt(store -> store.validation().size())
                                .sum(),
                        model.metadata().name()));
        return new FineTuning(plan, model.metadata(), stores, trainer(plan, model, stores, windows, notes));
    }

    /**
     * Makes sure that there is something to learn from.
     *
     * @throws UnsuitableStoreException if the plan's store has no window for it
     */
    public static void requireWindows(FineTuningPlan plan) throws IOException {
        recent(plan);
    }

    private static TrainingStore recent(FineTuningPlan plan) throws IOException {
        return TrainingStore.recent(plan.store(), name(plan.store()), plan.from(), plan.to(), plan.split());
    }

    private static Trainer trainer(
            FineTuningPlan plan, ModelFile model, List<TrainingStore> stores, int windows, Consumer<String> notes)
            throws IOException {
        Path checkpoint = TrainingPlan.checkpointIn(plan.directory());
        Workers workers = Workers.of(plan.workers());
        if (Files.exists(checkpoint)) {
            try {
                Trainer trainer = Trainer.resume(checkpoint, stores, checkpoint, workers);
                notes.accept("continuing after step " + trainer.state().step());
                return trainer;
            } catch (UnusableModelException e) { // such as when frames were removed meanwhile
                notes.accept("beginning again: " + e.getMessage());
            }
        }
        try {
            TrainingConfig config = TrainingConfig.continuing(
                    model.metadata(),
                    plan.seed(),
                    plan.learningRate(),
                    crop(plan, model.metadata(), stores),
                    plan.batch());
            return Trainer.startFrom(
                    model,
                    config.withStepsPerEpoch(TrainingConfig.stepsPerEpoch(windows, plan.batch())),
                    stores,
                    checkpoint,
                    workers);
        } catch (IllegalArgumentException e) {
            throw new UnusableModelException(plan.model(), e.getMessage(), e);
        }
    }

    /** The plan's, or what fits into the smallest store. */
    private static int crop(FineTuningPlan plan, ModelMetadata model, List<TrainingStore> stores) {
        int side = stores.stream()
                .map(store -> store.store().grid())
                .mapToInt((RadarGrid grid) -> Math.min(grid.nx(), grid.ny()))
                .min()
                .orElseThrow();
        return Math.min(plan.crop(), side / model.poolFactor());
    }

    private static String name(Path store) {
        return store.toAbsolutePath().normalize().getFileName().toString();
    }

    /**
     * Trains until its time or its steps are over or until it is stopped, writes the model and what it came to.
     *
     * @param observer is told how it goes, on this thread
     * @throws DivergedException if the loss diverges however small the learning rate
     */
    public FineTuned run(TrainingObserver observer) throws IOException, DivergedException {
        try (TrainingRecord record =
                new TrainingRecord(plan.directory(), trainer.state().step(), observer)) {
            Duration left = Duration.between(Instant.now(), deadline());
            Trainer.End end = trainer.run(plan.steps(), left.isNegative() ? Duration.ZERO : left, record);
            ModelFile trained = trainer.model(plan.name(), Software.NAME_AND_VERSION);
            ModelMetadata metadata = trained.metadata().withNetworkShare(parent.networkShare());
            new ModelFile(metadata.continuing(parent), trained.network()).write(plan.out());
            FineTuned result = new FineTuned(
                    "%s after step %d".formatted(said(end), trainer.state().step()),
                    metadata.steps(),
                    TrainingPeriod.merged(stores.stream()
                            .flatMap(store -> store.periods().stream())
                            .toList()));
            result.write(FineTuned.fileOf(plan));
            return result;
        }
    }

    /** When time is up: written down when the training first runs, so that one that was killed has no more of it. */
    private Instant deadline() throws IOException {
        Path file = deadlineOf(plan);
        if (!Files.exists(file)) {
            String deadline = Instant.now().plusSeconds(plan.seconds()).toString();
            AtomicFile.replaceDurably(file, place -> Files.writeString(place, deadline));
        }
        try {
            return Instant.parse(Files.readString(file));
        } catch (DateTimeParseException e) {
            throw new IOException("%s: is not a time".formatted(file), e);
        }
    }

    private static Path deadlineOf(FineTuningPlan plan) {
        return plan.directory().resolve("deadline");
    }

    /** Lets the time of a plan that was followed already begin anew, when it is followed next. */
    public static void forgetDeadline(FineTuningPlan plan) throws IOException {
        Files.deleteIfExists(deadlineOf(plan));
    }

    private static String said(Trainer.End end) {
        return switch (end) {
            case STEPS -> "all steps are done";
            case TIME -> "time is up";
            case EARLY_STOPPING -> "validation no longer improves";
            case STOPPED -> "stopped as asked";
        };
    }

    /** Asks {@link #run} to end after the current step and to keep what was reached; may be called by any thread. */
    public void stop() {
        trainer.stop();
    }
}
