package amagumo.server.cli;

import amagumo.model.threads.Workers;
import amagumo.model.train.DivergedException;
import amagumo.server.cli.console.InterruptSignal;
import amagumo.server.cli.console.TrainingProgress;
import amagumo.server.training.TrainingOutcome;
import amagumo.server.training.TrainingPlan;
import amagumo.server.training.TrainingRun;
import amagumo.server.training.TrainingStores;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
            "Ctrl-C stops after the current step and keeps what was reached; --resume continues from there."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class TrainCommand implements Callable<Integer> {

    @Option(
            names = "--store",
            required = true,
            paramLabel = "DIR",
            description = "Store to train on; may be given several times. Windows never cross stores.")
    private List<Path> stores;

    @Option(
            names = "--validate",
            paramLabel = "DIR",
            description = "Store for choosing the best weights, an event that training does not see; may be given"
                    + " several times. All windows of the others are then trained on; without it each store is split.")
    private List<Path> heldOut = List.of();

    @Option(names = "--all-windows", description = "Train on every window and validate on none.")
    private boolean allWindows;

    @Option(names = "--out", required = true, paramLabel = "MODEL.zip", description = "Where the model goes.")
    private Path out;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The model's name, which its forecasts state; by default the name of the file.")
    private Optional<String> name;

    @Option(
            names = "--run",
            paramLabel = "DIR",
            description = "Where checkpoint.zip, metrics.jsonl and report/ go; by default MODEL.run next to the model.")
    private Optional<Path> run;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Train for N epochs in all (" + TrainingPlan.USUAL_EPOCHS + ", unless --minutes is given).")
    private Optional<Integer> epochs;

    @Option(names = "--minutes", paramLabel = "M", description = "Train for at most M minutes this time.")
    private Optional<Double> minutes;

    @Option(
            names = "--from",
            paramLabel = "MODEL.zip",
            description =
                    "Start with the weights of this model, whose network is that of the other options, or the same"
                            + " but without probabilities.")
    private Optional<Path> from;

    @Option(
            names = "--resume",
            arity = "0..1",
            paramLabel = "CHECKPOINT",
            fallbackValue = "",
            description = "Continue exactly from a checkpoint, by default the run's own.")
    private Optional<Path> resume;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Computing threads, by default one per processor. The same number gives the same weights.")
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
        TrainingPlan plan = plan();
        TrainingRun training = TrainingRun.open(plan, this::say);
        PrintWriter err = spec.commandLine().getErr();
        InterruptSignal signals = InterruptSignal.onFirst(training::stop);
        try (TrainingProgress progress =
                new TrainingProgress(err, training.step(), training.lastStep(), plan.atMost())) {
            progress.line(summary(training.run(progress)));
        } catch (DivergedException e) {
            throw new CommandFailedException(e.getMessage(), e);
        } finally {
            signals.close();
        }
        return 0;
    }

    private TrainingPlan plan() {
        if (resume.isPresent()) {
            refuseSettings();
        }
        if (out.getFileName() == null || Files.isDirectory(out)) {
            throw new ParameterException(spec.commandLine(), "--out must name a file, not '%s'".formatted(out));
        }
        String fileName = out.getFileName().toString().replaceFirst("\\.zip$", "");
        Path directory = run.orElseGet(() -> out.resolveSibling(fileName + ".run"));
        try {
            return new TrainingPlan(
                    new TrainingStores(stores, heldOut, allWindows),
                    settings.config(),
                    settings.epochOfAllWindows(),
                    from,
                    resume.map(file -> file.toString().isEmpty() ? TrainingPlan.checkpointIn(directory) : file),
                    epochs,
                    minutes.map(m -> Duration.ofMillis(Math.round(m * 60_000))),
                    workers.map(Workers::of).orElse(Workers.ONE_A_PROCESSOR),
                    directory,
                    out,
                    name.orElse(fileName),
                    networkShare);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** A checkpoint has its own settings: with others the run would not continue exactly. */
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

    private String summary(TrainingOutcome outcome) {
        String why =
                switch (outcome.end()) {
                    case STEPS -> "all epochs are done";
                    case TIME -> "time is up";
                    case EARLY_STOPPING -> "validation no longer improves";
                    case STOPPED -> "stopped as asked";
                };
        return "%s after step %d; %s has the weights of step %d; --resume continues"
                .formatted(why, outcome.lastStep(), out, outcome.model().steps());
    }

    private void say(String message) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("train: " + message);
        err.flush();
    }
}
