package amagumo.server.registry;

import amagumo.model.file.ModelFile;
import amagumo.model.file.ModelMetadata;
import amagumo.model.file.TrainingPeriod;
import amagumo.model.train.UnsuitableStoreException;
import amagumo.server.config.ModelSettings;
import amagumo.server.database.Storing;
import amagumo.server.training.FineTuned;
import amagumo.server.training.FineTuning;
import amagumo.server.training.FineTuningPlan;
import amagumo.server.training.TrainingProcess;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Trains a challenger from the champion's weights, on the newest frames of the served store, in a process of its own. What
 * was begun for a time and not ended goes on from its checkpoint when it is asked for again.
 */
public final class ChallengerTraining {

    /** The main class of the program. */
    private static final String PROGRAM = "amagumo.server.cli.Amagumo";

    private static final String PLAN = "plan.json";

    private final ModelRegistry registry;
    private final ModelSettings settings;
    private final Path store;
    private final Path directory;

    /**
     * @param store the store that is served
     * @param state directory of the server's state, below which trainings lie while they run
     */
    public ChallengerTraining(ModelRegistry registry, ModelSettings settings, Path store, Path state) {
        this.registry = registry;
        this.settings = settings;
        this.store = store;
        this.directory = directory(state);
    }

    /**
     * Trains, registers what comes out and makes it the challenger.
     *
     * @param time what is learnt from ends here
     * @param lasts how long it takes, if that is not to be as the settings say; what was begun for the time goes on for so long if it
     *     was to take another time
     * @param who trains, for the lineage and the history
     * @param storing how the version and the alias are stored
     * @param mayGoOn asked twice a second: once it is false, the training is stopped, and goes on when it is asked for again
     * @param log gets what happens, a line at a time
     * @return the challenger; nothing if it was stopped
     * @throws UnsuitableStoreException if there is no window to learn from, such as when a server has just begun
     * @throws IOException if there is no champion to begin with, or the training failed
     */
    public Optional<ModelVersion> run(
            Instant time,
            Optional<Duration> lasts,
            String who,
            Storing<IOException> storing,
            BooleanSupplier mayGoOn,
            Consumer<String> log)
            throws IOException, InterruptedException {
        Path run = directory.resolve(time.toString().replace(":", ""));
        Path planFile = run.resolve(PLAN);
        if (!Files.exists(planFile)) {
            FineTuningPlan begun = begin(time, lasts.orElse(settings.training().time()), run);
            FineTuning.requireWindows(begun);
            Files.createDirectories(run);
            begun.write(planFile);
        }
        FineTuningPlan plan = lasting(lasts, FineTuningPlan.read(planFile), planFile);
        ModelVersion parent = parent(plan);
        log.accept("from model version %d (%s) on frames of %s to %s, for %d s or %d steps"
                .formatted(parent.number(), parent.name(), plan.from(), plan.to(), plan.seconds(), plan.steps()));
        TrainingProcess.follow(PROGRAM, planFile, settings.training().memoryOctets(), mayGoOn, log);
        if (!mayGoOn.getAsBoolean()) {
            return Optional.empty();
        }
        ModelVersion challenger = register(plan, parent, who, storing);
        Aliases now = registry.aliases();
        registry.storing(storing).challenge(now, challenger.number(), who, "trained from version " + parent.number());
        log.accept("model version %d is the challenger".formatted(challenger.number()));
        remove(run);
        return Optional.of(challenger);
    }

    private static Path directory(Path state) {
        return state.resolve("training");
    }

    /**
     * Removes trainings that failed, or were stopped and never asked for again.
     *
     * @param state directory of the server's state
     * @param before those in which nothing was written since
     * @return how many
     * @throws IOException if one cannot be removed, after all others are
     */
    public static int removeLeft(Path state, Instant before) throws IOException {
        if (!Files.isDirectory(directory(state))) {
            return 0;
        }
        int removed = 0;
        Optional<IOException> failure = Optional.empty();
        try (DirectoryStream<Path> runs = Files.newDirectoryStream(directory(state))) {
            for (Path run : runs) {
                try {
                    if (Files.getLastModifiedTime(run)
                            .toInstant()
                            .isBefore(before)) { // files come and go in it while it runs
                        remove(run);
                        removed++;
                    }
                } catch (IOException e) { // the others go all the same
                    failure = Optional.of(e);
                }
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        return removed;
    }

    /**
     * The models that trainings under way began with, by the SHA-256 of their files.
     *
     * @param state directory of the server's state
     */
    public static Set<String> parents(Path state) throws IOException {
        Set<String> parents = new HashSet<>();
        if (Files.isDirectory(directory(state))) {
            try (DirectoryStream<Path> runs = Files.newDirectoryStream(directory(state))) {
                for (Path run : runs) {
                    parent(run.resolve(PLAN)).ifPresent(parents::add);
                }
            }
        }
        return parents;
    }

    private static Optional<String> parent(Path plan) throws IOException {
        try {
            return Optional.of(sha256(FineTuningPlan.read(plan)));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // it has not begun, or has just ended
        }
    }

    /** The plan, for as long as is asked now. */
    private static FineTuningPlan lasting(Optional<Duration> lasts, FineTuningPlan plan, Path file) throws IOException {
        if (lasts.isEmpty() || lasts.get().toSeconds() == plan.seconds()) {
            return plan;
        }
        FineTuning.forgetDeadline(plan); // first: whoever is killed here finds a plan that still has another time
        FineTuningPlan changed = plan.lasting(lasts.get());
        changed.write(file);
        return changed;
    }

    private FineTuningPlan begin(Instant time, Duration lasts, Path run) throws IOException {
        ModelVersion champion = registry.find(Alias.CHAMPION)
                .orElseThrow(() -> new RefusedMoveException("there is no champion to begin a training with"));
        ModelSettings.Training training = settings.training();
        return new FineTuningPlan(
                registry.file(champion),
                store.toAbsolutePath(),
                time.minus(training.period()),
                time,
                settings.split().block().toMinutes(),
                settings.split().blocks(),
                settings.split().guard().toMinutes(),
                training.reference().stream().map(Path::toAbsolutePath).toList(),
                lasts.toSeconds(),
                training.steps(),
                training.learningRate(),
                training.crop(),
                training.batch(),
                time.getEpochSecond(),
                training.workers(),
                run,
                run.resolve("model.zip"),
                champion.name());
    }

    private static String sha256(FineTuningPlan plan) {
        return plan.model().getFileName().toString().replaceFirst("\\.zip$", "");
    }

    private ModelVersion parent(FineTuningPlan plan) throws IOException {
        ModelVersion parent = registry.find(sha256(plan))
                .orElseThrow(() -> new RefusedMoveException(
                        "%s: the model that the training began with is not registered".formatted(plan.model())));
        registry.file(parent);
        return parent;
    }

    private ModelVersion register(FineTuningPlan plan, ModelVersion parent, String who, Storing<IOException> storing)
            throws IOException {
        ModelMetadata model = ModelFile.readMetadata(plan.out());
        List<TrainingPeriod> periods = Stream.concat(
                        FineTuned.read(FineTuned.fileOf(plan)).periods().stream(), parent.lineage().periods().stream())
                .toList();
        return registry.storing(storing).register(plan.out(), parent, Lineage.of(model, who, periods));
    }

    private static void remove(Path run) throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
