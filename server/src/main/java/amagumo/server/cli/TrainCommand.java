package amagumo.server.cli;

import amagumo.model.backend.Backend;
import amagumo.model.file.ModelFile;
import amagumo.model.threads.Workers;
import amagumo.model.train.DivergedException;
import amagumo.model.train.Trainer;
import amagumo.model.train.TrainingConfig;
import amagumo.model.train.TrainingStore;
import amagumo.server.cli.console.InterruptSignal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code amagumo train}: stores in, a model file out. */
@Command(
        name = "train",
        description = {
            "Trains a ConvLSTM on stores and writes the best model.",
            "Ctrl-C stops after the current step and keeps what was reached; --resume goes on from there."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class TrainCommand implements Callable<Integer> {

    private static final int DEFAULT_EPOCHS = 20;

    @Option(
            names = "--store",
            required = true,
            paramLabel = "DIR",
            description = "Store to train on; may be given several times. Windows never cross stores.")
    private List<Path> stores;

    @Option(
            names = "--validate",
            paramLabel = "DIR",
            description = "Store to choose the best weights by, an event that training does not see; may be given"
                    + " several times. Then all windows of the others are trained on; without it each store is split.")
    private List<Path> heldOut = List.of();

    @Option(names = "--all-windows", description = "Train on every window and validate on none.")
    private boolean allWindows;

    @Option(names = "--out", required = true, paramLabel = "MODEL.zip", description = "Where the model goes.")
    private Path out;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What forecasts call their maker; else the file's name.")
    private Optional<String> name;

    @Option(
            names = "--run",
            paramLabel = "DIR",
            description = "Where checkpoint.zip, metrics.jsonl and report/ go; else beside the model, MODEL.run.")
    private Optional<Path> run;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Train so many epochs in all (" + DEFAULT_EPOCHS + ", unless --minutes is given).")
    private Optional<Integer> epochs;

    @Option(names = "--minutes", paramLabel = "M", description = "Train so long now, at most.")
    private Optional<Double> minutes;

    @Option(
            names = "--resume",
            arity = "0..1",
            paramLabel = "CHECKPOINT",
            fallbackValue = "",
            description = "Go on exactly where a checkpoint was written, by default that of the run.")
    private Optional<Path> resume;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Threads that compute; else one a processor. The same number gives the same weights.")
    private Optional<Integer> workers;

    @Option(
            names = "--network-share",
            paramLabel = "SHARE",
            description =
                    "How much of the model's forecasts is the network's, above 0 to 1; the rest is the first guess"
                            + " (0.5 with a first guess, else 1).")
    private Optional<Double> networkShare;

    @Mixin
    private TrainingSettings settings;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, CommandFailedException {
        checkOptions();
        Backend.require();
        Path directory = run.orElseGet(() -> out.resolveSibling(fileName() + ".run"));
        Files.createDirectories(directory);
        Trainer trainer = trainer(open(), directory.resolve("checkpoint.zip"));
        long untilStep = epochs.or(() -> minutes.isPresent() ? Optional.empty() : Optional.of(DEFAULT_EPOCHS))
                .map(n -> (long) n * trainer.config().stepsPerEpoch())
                .orElse((long) Integer.MAX_VALUE);
        Duration atMost =
                minutes.map(m -> Duration.ofMillis(Math.round(m * 60_000))).orElse(Duration.ofDays(36_500));
        InterruptSignal signals = InterruptSignal.onFirst(trainer::stop);
        try (TrainingReport report = new TrainingReport(
                spec.commandLine().getErr(), directory, trainer.state().step(), untilStep, minutes)) {
            Trainer.End end = trainer.run(untilStep, atMost, report);
            ModelFile model = shared(trainer.model(modelName(), spec.root().version()[0]));
            model.write(out);
            report.line(summary(trainer, end, model));
        } catch (DivergedException e) {
            throw new CommandFailedException(e.getMessage(), e);
        } finally {
            signals.close();
        }
        return 0;
    }

    /** Half a network that has seen little and half its first guess is better than either (docs/skill.md). */
    private ModelFile shared(ModelFile model) {
        double usual = model.metadata().network().firstGuess() ? 0.5 : 1;
        return new ModelFile(model.metadata().withNetworkShare(networkShare.orElse(usual)), model.network());
    }

    private void checkOptions() {
        if (allWindows && !heldOut.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--all-windows validates on nothing, --validate on a store: give one");
        }
        if (epochs.filter(n -> n < 1).isPresent()
                || minutes.filter(m -> !(m > 0)).isPresent()) {
            throw new ParameterException(spec.commandLine(), "--epochs and --minutes are above 0");
        }
        if (workers.filter(n -> n < 1).isPresent()) {
            throw new ParameterException(spec.commandLine(), "--workers is above 0");
        }
        if (networkShare.filter(share -> !(share > 0 && share <= 1)).isPresent()) {
            throw new ParameterException(spec.commandLine(), "--network-share is above 0 and at most 1");
        }
        if (resume.isPresent()) {
            refuseSettings();
        }
    }

    /** A checkpoint has its own settings: others would not go on exactly. */
    private void refuseSettings() {
        CommandSpec own = spec.mixins().get("settings");
        for (ArgSpec given : spec.commandLine().getParseResult().matchedArgs()) {
            if (given instanceof OptionSpec option && own.optionsMap().containsKey(option.longestName())) {
                throw new ParameterException(
                        spec.commandLine(),
                        option.longestName() + " cannot be given with --resume: the checkpoint has its own settings");
            }
        }
    }

    private Workers workers() {
        return workers.map(Workers::of).orElse(Workers.ONE_A_PROCESSOR);
    }

    private String modelName() {
        return name.orElseGet(this::fileName);
    }

    private String fileName() {
        return out.getFileName().toString().replaceFirst("\\.zip$", "");
    }

    private List<TrainingStore> open() throws IOException {
        List<TrainingStore> opened = new ArrayList<>();
        Map<String, Integer> names = new HashMap<>();
        for (Path store : stores) {
            String called = called(store, names);
            opened.add(
                    allWindows || !heldOut.isEmpty()
                            ? TrainingStore.whole(store, called)
                            : TrainingStore.split(store, called, this::say));
        }
        for (Path store : heldOut) {
            opened.add(TrainingStore.heldOut(store, called(store, names)));
        }
        return opened;
    }

    /** The last part of a store's path; a number behind it where two are called the same. */
    private static String called(Path store, Map<String, Integer> names) {
        String last = store.toAbsolutePath().normalize().getFileName().toString();
        int count = names.merge(last, 1, Integer::sum);
        return count == 1 ? last : last + "-" + count;
    }

    private Trainer trainer(List<TrainingStore> opened, Path checkpoint) throws IOException, CommandFailedException {
        if (resume.isPresent()) {
            Path from = resume.get().toString().isEmpty() ? checkpoint : resume.get();
            Trainer trainer = Trainer.resume(from, opened, checkpoint, workers());
            say("going on after step " + trainer.state().step());
            return trainer;
        }
        if (Files.exists(checkpoint)) {
            Path earlier = checkpoint.resolveSibling("checkpoint-earlier.zip");
            Files.move(checkpoint, earlier, StandardCopyOption.REPLACE_EXISTING);
            say("the checkpoint of an earlier run is now " + earlier);
        }
        int windows = opened.stream().mapToInt(store -> store.training().size()).sum();
        TrainingConfig config;
        try {
            config = settings.config(windows);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        Trainer trainer = Trainer.start(config, opened, checkpoint, workers());
        say("%d windows of %d stores to train on, an epoch is %d steps of %d samples"
                .formatted(windows, stores.size(), config.stepsPerEpoch(), config.batch()));
        return trainer;
    }

    private String summary(Trainer trainer, Trainer.End end, ModelFile model) {
        String why =
                switch (end) {
                    case STEPS -> "all epochs are done";
                    case TIME -> "the time is over";
                    case EARLY_STOPPING -> "validation does not get better";
                    case STOPPED -> "stopped as asked";
                };
        return "%s after step %d; %s has the weights of step %d; --resume goes on"
                .formatted(why, trainer.state().step(), out, model.metadata().steps());
    }

    private void say(String message) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("train: " + message);
        err.flush();
    }
}
