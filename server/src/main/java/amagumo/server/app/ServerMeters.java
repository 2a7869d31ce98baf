package amagumo.server.app;

import amagumo.model.nowcast.NowcasterName;
import amagumo.model.verification.LeadSums;
import amagumo.server.jobs.JobQueue;
import amagumo.server.verification.ScoreStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToDoubleFunction;

/**
 * Meters of what the server does by itself: what waits to be done, and how good its forecasts were. One that cannot be read, as
 * the database does not answer, is not a number; who asks for all of them waits for no more than two seconds.
 */
final class ServerMeters implements AutoCloseable {

    private static final Duration SKILL_OF = Duration.ofDays(1);

    private static final Duration QUEUE_EVERY = Duration.ofMillis(200);

    /** The database is asked for a day's scores no more often than that. */
    private static final Duration SKILL_EVERY = Duration.ofMinutes(1);

    /** What the scores of {@link LeadSums#scores} are that are metered. */
    private static final Map<String, String> SCORES = Map.of(
            "mse", "Mean squared error, (mm/h)^2,",
            "csi_1", "Critical success index at 1 mm/h",
            "fss1_20km", "Fractions skill score at 1 mm/h in squares of 20 km");

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread reader = new Thread(task, "meters");
        reader.setDaemon(true);
        return reader;
    });
    private final Reading<JobQueue.Length> queue;
    private final Reading<Map<String, LeadSums>> sums;

    ServerMeters(JobQueue queue, ScoreStore scores) {
        this.queue = new Reading<>(queue::length, QUEUE_EVERY, thread);
        this.sums = new Reading<>(() -> scores.sumsByNowcaster(Instant.now().minus(SKILL_OF)), SKILL_EVERY, thread);
    }

    /** Registers them. */
    void addTo(MeterRegistry registry) {
        Gauge.builder("amagumo.jobs.waiting", () -> read(queue, JobQueue.Length::waiting))
                .description("Runs of jobs whose time has come and that no server has begun.")
                .register(registry);
        Gauge.builder("amagumo.jobs.running", () -> read(queue, JobQueue.Length::running))
                .description("Runs of jobs that are under way, on whatever server.")
                .register(registry);
        SCORES.forEach((score, words) -> {
            for (NowcasterName nowcaster : NowcasterName.values()) {
                Gauge.builder("amagumo.skill." + score.replace('_', '.'), () -> skill(nowcaster.toString(), score))
                        .description(words + " over all leads of the forecasts of the last day, by nowcaster.")
                        .tag("nowcaster", nowcaster.toString())
                        .register(registry);
            }
        });
    }

    private double skill(String nowcaster, String score) {
        return read(
                sums,
                known -> known.getOrDefault(nowcaster, LeadSums.NONE).scores().get(score));
    }

    private static <T> double read(Reading<T> reading, ToDoubleFunction<T> value) {
        try {
            return reading.get().map(value::applyAsDouble).orElse(Double.NaN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Double.NaN;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
