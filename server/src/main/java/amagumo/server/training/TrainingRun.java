package amagumo.server.training;

import amagumo.ingest.software.Software;
import amagumo.model.backend.Backend;
import amagumo.model.file.ModelFile;
import amagumo.model.file.ModelMetadata;
import amagumo.model.file.UnusableModelException;
import amagumo.model.train.DivergedException;
import amagumo.model.train.Trainer;
import amagumo.model.train.TrainingConfig;
import amagumo.model.train.TrainingObserver;
import amagumo.model.train.TrainingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A training from stores to a model file, with checkpoints, metrics and plots along the way, whoever starts it. */
public final class TrainingRun {

    /**
     * Half the first guess and half a network that has seen little data are better together than either alone
     * (docs/notes/skill-1.md).
     */
    private static final double SHARE_BESIDE_FIRST_GUESS = 0.5;

    /** Longer than any training. */
    private static final Duration CENTURY = Duration.ofDays(36_500);

    private final TrainingPlan plan;
    private final Trainer trainer;
    private final Optional<ModelMetadata> origin;

    private TrainingRun(TrainingPlan plan, Trainer trainer, Optional<ModelMetadata> origin) {
        this.plan = plan;
        this.trainer = trainer;
        this.origin = origin;
    }

    /**
     * Opens the stores, and starts or continues. The checkpoint of an earlier run in the same directory is set aside.
     *
     * @param notes gets what a user should know, one sentence each
     * @throws IOException if a store or a checkpoint cannot be read or trained on
     */
    public static TrainingRun open(TrainingPlan plan, Consumer<String> notes) throws IOException {
        Backend.require();
        Files.createDirectories(plan.directory());
        Files.createDirectories(plan.model().toAbsolutePath().getParent());
        List<TrainingStore> stores = plan.stores().open(notes);
        Path checkpoint = TrainingPlan.checkpointIn(plan.directory());
        if (plan.resume().isPresent()) {
            Trainer trainer = Trainer.resume(plan.resume().get(), stores, checkpoint, plan.workers());
            if (!TrainingPlan.fits(plan.networkShare(), trainer.config())) {
                throw new UnusableModelException(
                        plan.resume().get(), "has no first guess: the whole forecast comes from the network");
            }
            notes.accept("continuing after step " + trainer.state().step());
            return new TrainingRun(plan, trainer, keep(origin(plan.resume().get()), checkpoint));
        }
        if (Files.exists(checkpoint)) {
            Path earlier = checkpoint.resolveSibling("checkpoint-earlier.zip");
            Files.move(checkpoint, earlier, StandardCopyOption.REPLACE_EXISTING);
            keep(origin(checkpoint), earlier);
            notes.accept("the checkpoint of an earlier run is now " + earlier);
        }
        int windows = stores.stream().mapToInt(store -> store.training().size()).sum();
        TrainingConfig config = plan.epochOfAllWindows()
                ? plan.config()
                        .withStepsPerEpoch(TrainingConfig.stepsPerEpoch(
                                windows, plan.config().batch()))
                : plan.config();
        Optional<ModelFile> origin =
                plan.from().isPresent() ? Optional.of(ModelFile.read(plan.from().get())) : Optional.empty();
        Optional<ModelMetadata> kept = keep(origin, checkpoint); // first, so that no checkpoint is without it
        Trainer trainer = origin.isPresent()
                ? startFrom(origin.get(), config, stores, plan)
                : Trainer.start(config, stores, checkpoint, plan.workers());
        notes.accept("%d windows of %d stores to train on; an epoch is %d steps of %d samples"
                .formatted(windows, plan.stores().learnt().size(), config.stepsPerEpoch(), config.batch()));
        return new TrainingRun(plan, trainer, kept);
    }

    private static Trainer startFrom(
            ModelFile origin, TrainingConfig config, List<TrainingStore> stores, TrainingPlan plan) throws IOException {
        try {
            return Trainer.startFrom(
                    origin, config, stores, TrainingPlan.checkpointIn(plan.directory()), plan.workers());
        } catch (IllegalArgumentException e) {
            throw new UnusableModelException(plan.from().get(), e.getMessage(), e);
        }
    }

    /** The model whose weights a training started with, of which a checkpoint was written. */
    private static Optional<ModelFile> origin(Path checkpoint) throws IOException {
        Path file = TrainingPlan.originBeside(checkpoint);
        return Files.exists(file) ? Optional.of(ModelFile.read(file)) : Optional.empty();
    }

    /** Keeps a training's origin beside its checkpoint, so that the model says what it has learnt from in all. */
    private static Optional<ModelMetadata> keep(Optional<ModelFile> origin, Path checkpoint) throws IOException {
        Path file = TrainingPlan.originBeside(checkpoint);
        if (origin.isPresent()) {
            origin.get().write(file);
        } else {
            Files.deleteIfExists(file);
        }
        return origin.map(ModelFile::metadata);
    }

    /** How many steps have been done in all. */
    public long step() {
        return trainer.state().step();
    }

    /** After how many steps in all it ends, unless it is ended earlier. */
    public long lastStep() {
        return plan.lastStep(trainer.config().stepsPerEpoch());
    }

    /**
     * Trains and writes the best model.
     *
     * @param observer is told how it progresses, on this thread
     * @throws DivergedException if the loss diverges however small the learning rate
     */
    public TrainingOutcome run(TrainingObserver observer) throws IOException, DivergedException {
        try (TrainingRecord record = new TrainingRecord(plan.directory(), step(), observer)) {
            Trainer.End end = trainer.run(lastStep(), plan.atMost().orElse(CENTURY), record);
            ModelFile trained = trainer.model(plan.name(), Software.NAME_AND_VERSION);
            double usual = trained.metadata().network().firstGuess() ? SHARE_BESIDE_FIRST_GUESS : 1;
            ModelMetadata metadata =
                    trained.metadata().withNetworkShare(plan.networkShare().orElse(usual));
            ModelFile model = new ModelFile(origin.map(metadata::continuing).orElse(metadata), trained.network());
            model.write(plan.model());
            return new TrainingOutcome(end, step(), model.metadata());
        }
    }

    /** Asks {@link #run} to end after the current step and to keep what was reached; may be called by any thread. */
    public void stop() {
        trainer.stop();
    }
}
