package amagumo.server.jobs.task;

import amagumo.server.database.Storing;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.KeptForecast;
import amagumo.server.jobs.AttemptContext;
import amagumo.server.jobs.Job;
import amagumo.server.jobs.JobPolicy;
import amagumo.server.jobs.JobResult;
import amagumo.server.jobs.NominalTimes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Makes the forecast of a base time, as {@link WatchJob} asks for it once its frames are there. */
public final class ForecastJob implements Job {

    /** Its name. */
    public static final String NAME = "forecast";

    /** Frames come each five minutes or faster: what takes longer falls behind. */
    private static final Duration EXPECTED = Duration.ofMinutes(2);

    private final Forecasts forecasts;
    private final Supplier<Optional<NominalTimes>> times;
    private final BiConsumer<KeptForecast, Storing<RuntimeException>> made;
    private final List<String> then;
    /** Base times whose forecast failed. Once another one is made they are worth another try. */
    private final Set<Instant> failed = ConcurrentHashMap.newKeySet();

    private volatile boolean running;

    /**
     * @param times base times, once they are known
     * @param made is given each forecast that is made, and how to store what comes of it, before the jobs that follow are asked for
     * @param then jobs that are asked for once a forecast is made, with its base time; where none comes of it, {@link VerifyJob} is
     *     asked for: its newest frame is what earlier ones are compared with all the same
     */
    public ForecastJob(
            Forecasts forecasts,
            Supplier<Optional<NominalTimes>> times,
            BiConsumer<KeptForecast, Storing<RuntimeException>> made,
            List<String> then) {
        this.forecasts = forecasts;
        this.times = times;
        this.made = made;
        this.then = List.copyOf(then);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JobPolicy policy() {
        return JobPolicy.onRequest().withTimes(times.get()).withExpected(EXPECTED);
    }

    /** Whether one is being made in this process. */
    boolean isRunning() {
        return running;
    }

    @Override
    public JobResult run(AttemptContext attempt) throws IOException {
        BooleanSupplier goOn = () -> {
            attempt.requireLease();
            return !attempt.mustStop();
        };
        boolean failedBefore = failed.contains(attempt.nominalTime());
        running = true;
        try {
            make(attempt, goOn);
        } catch (IOException | RuntimeException | Error e) {
            if (!attempt.mustStop()) {
                follow(attempt, !failedBefore); // other nowcasters may have made theirs
            }
            throw e;
        } finally {
            running = false;
        }
        return follow(attempt, true)
                .map(forecast -> JobResult.succeeded("forecast by " + forecast.madeBy()))
                .orElseGet(() -> JobResult.skipped("the store does not have the undamaged frames that it needs"));
    }

    /**
     * Asks for what comes next.
     *
     * @param first whether the jobs that follow are among it: not after each retry of what keeps failing
     * @return the forecast, if there is one
     */
    private Optional<KeptForecast> follow(AttemptContext attempt, boolean first) throws IOException {
        // Frames that came in meanwhile, and base times that were passed over, do not wait for the next look.
        forecasts.due().filter(base -> !attempt.isPaused(NAME)).ifPresent(base -> attempt.request(NAME, base));
        Optional<KeptForecast> kept = forecasts.find(attempt.nominalTime());
        kept.ifPresent(forecast -> made.accept(forecast, attempt::store));
        if (first) {
            List<String> jobs = kept.isPresent() ? then : List.of(VerifyJob.NAME);
            jobs.forEach(job -> attempt.request(job, attempt.nominalTime()));
        }
        return kept;
    }

    /** What is killed or fails is not due any more, or watch would ask for it at each look. The retries of a failure are the queue's. */
    private void make(AttemptContext attempt, BooleanSupplier goOn) throws IOException {
        Instant base = attempt.nominalTime();
        boolean ended = false;
        try {
            if (forecasts.make(base, goOn)) {
                failed.forEach(forecasts::takeUp);
                failed.clear();
            }
            ended = !attempt.mustStop();
        } finally {
            if (!ended) {
                if (!attempt.mustStop()) {
                    failed.add(base);
                }
                forecasts.leave(base);
            }
        }
    }
}
