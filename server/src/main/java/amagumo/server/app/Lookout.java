package amagumo.server.app;

import amagumo.server.forecast.Forecasts;
import amagumo.server.jobs.JobStore;
import amagumo.server.jobs.JobStore.ListedJob;
import amagumo.server.jobs.task.ForecastJob;
import amagumo.server.jobs.task.WatchJob;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server's own look, now and then, at the store and at the kept forecasts, so that it serves what another server stored or
 * made. It never makes a forecast.
 */
final class Lookout implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);

    private final Forecasts forecasts;
    private final JobStore jobs;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "lookout");
        made.setDaemon(true);
        return made;
    });
    private String lastFailure = "";

    private Lookout(Forecasts forecasts, JobStore jobs) {
        this.forecasts = forecasts;
        this.jobs = jobs;
    }

    /** Looks at once, and again at an interval. */
    static Lookout start(Forecasts forecasts, JobStore jobs, Duration interval) {
        Lookout lookout = new Lookout(forecasts, jobs);
        lookout.thread.scheduleWithFixedDelay(lookout::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        return lookout;
    }

    /** The job without which no forecast is made, if it is paused: its name, and by whom and why. */
    Optional<String> paused() {
        return Stream.of(WatchJob.NAME, ForecastJob.NAME)
                .flatMap(name -> jobs.find(name).stream())
                .filter(job -> job.paused().isPresent())
                .findFirst()
                .map(Lookout::paused);
    }

    private static String paused(ListedJob job) {
        return "%s is paused by %s".formatted(job.name(), job.paused().orElseThrow());
    }

    private void look() {
        try {
            if (forecasts.due().isPresent() && paused().isPresent()) {
                forecasts.expectNone();
            }
            lastFailure = "";
        } catch (IOException | RuntimeException e) { // an exception would end the looks
            String failure = e.toString();
            if (!failure.equals(lastFailure)) {
                LOG.warn("the store and the forecasts cannot be looked at, which is tried again: {}", failure);
            }
            lastFailure = failure;
        }
    }

    /** Ends; a look that is under way may end by itself. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(LONGEST_LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
