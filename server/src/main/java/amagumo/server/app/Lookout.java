package amagumo.server.app;

import amagumo.server.config.Settings;
import amagumo.server.database.Database;
import amagumo.server.forecast.Forecasts;
import amagumo.server.jobs.JobStore;
import amagumo.server.jobs.JobStore.ListedJob;
import amagumo.server.jobs.task.ForecastJob;
import amagumo.server.jobs.task.WatchJob;
import amagumo.server.retention.DiskSpace;
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
    private final DiskSpace disk;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "lookout");
        made.setDaemon(true);
        return made;
    });
    private volatile Optional<String> hindrance = Optional.empty();
    private String lastFailure = "";

    private Lookout(Forecasts forecasts, JobStore jobs, DiskSpace disk) {
        this.forecasts = forecasts;
        this.jobs = jobs;
        this.disk = disk;
    }

    /** Looks at once, and again at the settings' interval. */
    static Lookout start(Forecasts forecasts, Database database, Settings settings) {
        DiskSpace disk =
                new DiskSpace(settings.serve().state(), settings.retention().minFreeOctets());
        long interval = settings.serve().refresh().toMillis();
        Lookout lookout = new Lookout(forecasts, new JobStore(database.jdbi()), disk);
        lookout.thread.scheduleWithFixedDelay(lookout::look, 0, interval, TimeUnit.MILLISECONDS);
        return lookout;
    }

    /**
     * Why no forecast is made, as it was at the last look: a job is paused without which there is none, or the disk is nearly
     * full.
     */
    Optional<String> hindrance() {
        return hindrance;
    }

    private Optional<String> paused() {
        return Stream.of(WatchJob.NAME, ForecastJob.NAME)
                .flatMap(name -> jobs.find(name).stream())
                .filter(job -> job.paused().isPresent())
                .findFirst()
                .map(Lookout::paused);
    }

    private static String paused(ListedJob job) {
        return "the job %s is paused by %s".formatted(job.name(), job.paused().orElseThrow());
    }

    private void look() {
        try {
            boolean due = forecasts.due().isPresent();
            hindrance = paused().or(disk::shortage);
            if (due && hindrance.isPresent()) {
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
