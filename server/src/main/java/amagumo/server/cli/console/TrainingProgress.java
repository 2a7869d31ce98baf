package amagumo.server.cli.console;

import amagumo.model.train.TrainingObserver;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;

/** Shows the user how a training progresses, on one live line, and each validation on a line of its own. */
public final class TrainingProgress implements TrainingObserver, AutoCloseable {

    private static final double SMOOTHING = 0.05;

    private final Progress progress;
    private final long firstStep;
    private final long lastStep;
    private final Optional<Duration> atMost;
    private double smoothLoss = Double.NaN;
    private String skill = "";

    /**
     * @param afterStep after how many steps the training starts
     * @param lastStep after how many steps it ends
     * @param atMost or how long it may take
     */
    public TrainingProgress(PrintWriter err, long afterStep, long lastStep, Optional<Duration> atMost) {
        this.firstStep = afterStep;
        this.lastStep = lastStep;
        this.atMost = atMost;
        this.progress =
                new Progress(err, "train", atMost.map(Duration::toSeconds).orElse(lastStep));
    }

    @Override
    public void stepped(StepReport report) {
        smoothLoss = Double.isNaN(smoothLoss) ? report.loss() : smoothLoss + SMOOTHING * (report.loss() - smoothLoss);
        long done = atMost.isPresent() ? (long) progress.seconds() : report.step();
        progress.update(
                done,
                "step %d, loss %.5f%s, %.1f samples/s, ETA %s"
                        .formatted(report.step(), smoothLoss, skill, report.samplesPerSecond(), eta(report.step())));
    }

    private String eta(long step) {
        double bySteps = progress.seconds() * (lastStep - step) / Math.max(1, step - firstStep);
        double left = atMost.map(time -> Math.min(bySteps, time.toSeconds() - progress.seconds()))
                .orElse(bySteps);
        long seconds = Math.max(0, Math.round(left));
        return "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    @Override
    public void validated(ValidationReport report) {
        skill = ", %s %.3f".formatted(report.chosenBy(), report.score());
        progress.line("step %d: validation %s %.4f (CSI at 0.5 mm/h %.3f, 1 mm/h %.3f, 5 mm/h %.3f), MSE %.2f%s"
                .formatted(
                        report.step(),
                        report.chosenBy(),
                        report.score(),
                        report.scores().get("csi_0.5"),
                        report.scores().get("csi_1"),
                        report.scores().get("csi_5"),
                        report.scores().get("mse"),
                        report.best() ? ", the best so far" : ""));
    }

    @Override
    public void rolledBack(long fromStep, long toStep, String reason) {
        progress.line(reason);
    }

    /** Writes a line of its own. */
    public void line(String message) {
        progress.line(message);
    }

    @Override
    public void close() {
        progress.close();
    }
}
