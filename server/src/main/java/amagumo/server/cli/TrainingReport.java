package amagumo.server.cli;

import amagumo.model.train.MetricsLog;
import amagumo.model.train.TrainingObserver;
import amagumo.server.cli.console.Progress;
import amagumo.server.report.TrainingPlots;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Tells how a training goes: a live line to the user, every step to {@code metrics.jsonl}, plots to {@code report/}. */
final class TrainingReport implements TrainingObserver, AutoCloseable {

    private static final double SMOOTHING = 0.05;

    private final Path metricsFile;
    private final Path plots;
    private final MetricsLog metrics;
    private final Progress progress;
    private final long firstStep;
    private final long untilStep;
    private final Optional<Double> minutes;
    private double smoothLoss = Double.NaN;
    private String skill = "";

    /**
     * @param directory of the run
     * @param afterStep where the training stands
     * @param untilStep where it ends
     * @param minutes or how long it goes on, at most
     */
    TrainingReport(PrintWriter err, Path directory, long afterStep, long untilStep, Optional<Double> minutes)
            throws IOException {
        this.metricsFile = directory.resolve("metrics.jsonl");
        this.plots = directory.resolve("report");
        this.metrics = new MetricsLog(metricsFile, afterStep);
        this.firstStep = afterStep;
        this.untilStep = untilStep;
        this.minutes = minutes;
        this.progress = new Progress(err, "train", minutes.isPresent() ? seconds(minutes.get()) : untilStep);
    }

    @Override
    public void stepped(StepReport report) {
        metrics.stepped(report);
        smoothLoss = Double.isNaN(smoothLoss) ? report.loss() : smoothLoss + SMOOTHING * (report.loss() - smoothLoss);
        long done = minutes.isPresent() ? (long) progress.seconds() : report.step();
        progress.update(
                done,
                text(
                        "step %d, loss %.5f%s, %.1f samples/s, ETA %s",
                        report.step(), smoothLoss, skill, report.samplesPerSecond(), eta(report.step())));
    }

    private String eta(long step) {
        double bySteps = progress.seconds() * (untilStep - step) / Math.max(1, step - firstStep);
        double left =
                minutes.map(m -> Math.min(bySteps, 60 * m - progress.seconds())).orElse(bySteps);
        long seconds = Math.max(0, Math.round(left));
        return text("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    @Override
    public void validated(ValidationReport report) {
        metrics.validated(report);
        skill = text(", CSI %.3f", report.score());
        progress.line(text(
                "step %d: validation CSI %.4f (0.5 mm/h %.3f, 1 mm/h %.3f, 5 mm/h %.3f), MSE %.2f%s",
                report.step(),
                report.score(),
                report.scores().get("csi_0.5"),
                report.scores().get("csi_1"),
                report.scores().get("csi_5"),
                report.scores().get("mse"),
                report.best() ? ", the best so far" : ""));
        try {
            TrainingPlots.draw(metricsFile, plots);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void rolledBack(long fromStep, long toStep, String reason) {
        metrics.rolledBack(fromStep, toStep, reason);
        progress.line(reason);
    }

    /** Writes a line of its own. */
    void line(String message) {
        progress.line(message);
    }

    @Override
    public void close() throws IOException {
        progress.close();
        metrics.close();
        TrainingPlots.draw(metricsFile, plots);
    }

    private static long seconds(double minutes) {
        return Math.round(60 * minutes);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
