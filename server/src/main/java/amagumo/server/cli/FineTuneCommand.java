package amagumo.server.cli;

import amagumo.model.train.DivergedException;
import amagumo.model.train.TrainingObserver;
import amagumo.server.training.FineTuned;
import amagumo.server.training.FineTuning;
import amagumo.server.training.FineTuningPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amagumo fine-tune}: what a server starts to train beside it. Its standard input ends when the server does. */
@Command(
        name = "fine-tune",
        hidden = true,
        description = "Follows a server's plan of a training to its end, or until standard input ends.",
        mixinStandardHelpOptions = true)
final class FineTuneCommand implements Callable<Integer>, TrainingObserver {

    /** So many seconds after its input has ended, the process ends whatever it does. */
    private static final long GRACE_MILLISECONDS = 110_000;

    private static final int STEPS_A_LINE = 50;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PLAN", description = "The plan, as JSON.")
    private Path plan;

    @Override
    public Integer call() throws IOException, CommandFailedException {
        FineTuning training = FineTuning.open(FineTuningPlan.read(plan), this::say);
        Thread watch = new Thread(() -> stopAtEndOfInput(training), "end-of-input");
        watch.setDaemon(true);
        watch.start();
        try {
            FineTuned result = training.run(this);
            say("%s; the model has the weights of step %d".formatted(result.end(), result.steps()));
        } catch (DivergedException e) {
            throw new CommandFailedException(e.getMessage(), e);
        }
        return 0;
    }

    private static void stopAtEndOfInput(FineTuning training) {
        try {
            while (System.in.read() >= 0) {
                // Nothing is expected but the end.
            }
        } catch (IOException e) {
            // As good as the end.
        }
        training.stop();
        try {
            Thread.sleep(GRACE_MILLISECONDS);
        } catch (InterruptedException e) {
            return;
        }
        Runtime.getRuntime().halt(1);
    }

    @Override
    public void stepped(StepReport report) {
        if (report.step() % STEPS_A_LINE == 0) {
            say(String.format(
                    Locale.ROOT,
                    "step %d: loss %.5f, %.2f samples a second",
                    report.step(),
                    report.loss(),
                    report.samplesPerSecond()));
        }
    }

    @Override
    public void validated(ValidationReport report) {
        say(String.format(
                Locale.ROOT,
                "step %d: validation %s %.4f%s",
                report.step(),
                report.chosenBy(),
                report.score(),
                report.best() ? ", the best so far" : ""));
    }

    @Override
    public void rolledBack(long fromStep, long toStep, String reason) {
        say(reason);
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
