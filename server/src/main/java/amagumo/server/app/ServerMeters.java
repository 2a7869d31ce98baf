package amagumo.server.app;

import amagumo.model.nowcast.NowcasterName;
import amagumo.model.verification.LeadSums;
import amagumo.server.jobs.JobQueue;
import amagumo.server.verification.ScoreStore;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Meters of what the server does by itself: what waits to be done, and how good its forecasts were. One that cannot be read, as
 * the database does not answer, is not a number.
 */
final class ServerMeters {

    private static final Duration SKILL_OF = Duration.ofDays(1);

    /** The database is asked for a day's scores no more often than that. */
    private static final Duration SKILL_EVERY = Duration.ofMinutes(1);

    /** What the scores of {@link LeadSums#scores} are that are metered. */
    private static final Map<String, String> SCORES = Map.of(
            "mse", "Mean squared error, (mm/h)^2,",
            "csi_1", "Critical success index at 1 mm/h",
            "fss1_20km", "Fractions skill score at 1 mm/h in squares of 20 km");

    private final JobQueue queue;
    private final ScoreStore scores;
    private final LoadingCache<Duration, Map<String, LeadSums>> sums =
            Caffeine.newBuilder().expireAfterWrite(SKILL_EVERY).build(this::sums);

    ServerMeters(JobQueue queue, ScoreStore scores) {
        this.queue = queue;
        this.scores = scores;
    }

    /** Registers them. */
    void addTo(MeterRegistry registry) {
        Gauge.builder("amagumo.jobs.waiting", () -> queue.length().waiting())
                .description("Runs of jobs whose time has come and that no server has begun.")
                .register(registry);
        Gauge.builder("amagumo.jobs.running", () -> queue.length().running())
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
        return sums.get(SKILL_OF)
                .getOrDefault(nowcaster, LeadSums.NONE)
                .scores()
                .get(score);
    }

    private Map<String, LeadSums> sums(Duration of) {
        return scores.sumsByNowcaster(Instant.now().minus(of));
    }
}
