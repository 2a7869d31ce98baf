package amagumo.server.training;

import amagumo.model.train.MetricsLog;
import amagumo.model.train.TrainingObserver;
import amagumo.server.report.TrainingPlots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Records the course of a training in its directory: every step in {@code metrics.jsonl}, plots in {@code report/}. */
final class TrainingRecord implements TrainingObserver, AutoCloseable {

    private final Path metricsFile;
    private final Path plots;
    private final MetricsLog metrics;
    private final TrainingObserver next;

    /**
     * @param afterStep after how many steps the training starts
     * @param next is told of everything too
     */
    TrainingRecord(Path directory, long afterStep, TrainingObserver next) throws IOException {
        this.metricsFile = directory.resolve("metrics.jsonl");
        this.plots = directory.resolve("report");
        this.metrics = new MetricsLog(metricsFile, afterStep);
        this.next = next;
    }

    @Override
    public void stepped(StepReport report) {
        metrics.stepped(report);
        next.stepped(report);
    }

    @Override
    public void validated(ValidationReport report) {
        metrics.validated(report);
        next.validated(report);
        try {
            TrainingPlots.draw(metricsFile, plots);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void rolledBack(long fromStep, long toStep, String reason) {
        metrics.rolledBack(fromStep, toStep, reason);
        next.rolledBack(fromStep, toStep, reason);
    }

    @Override
    public void close() throws IOException {
        metrics.close();
        TrainingPlots.draw(metricsFile, plots);
    }
}
