package amagumo.server.jobs.task;

import amagumo.server.forecast.Forecasts;
import amagumo.server.jobs.AttemptContext;
import amagumo.server.jobs.Job;
import amagumo.server.jobs.JobPolicy;
import amagumo.server.jobs.JobResult;
import amagumo.server.retention.DiskSpace;
import amagumo.server.source.Poller;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings frames into the store, if the server does so itself, and asks for a forecast as soon as the frames of a base time are
 * there; where a frame comes and no forecast of it, it asks for the comparison of earlier ones with it. It runs all the time: one
 * attempt from start to stop, on one of the servers.
 */
public final class WatchJob implements Job {

    /** Its name. */
    public static final String NAME = "watch";

    private static final Logger LOG = LoggerFactory.getLogger(WatchJob.class);

    private final Optional<Poller> poller;
    private final Forecasts forecasts;
    private final ForecastJob forecast;
    private final DiskSpace disk;
    private final Duration interval;
    private String lastFailure = "";
    private Instant newestLeft = Instant.MIN;

    /**
     * @param poller what brings frames, if the server does so itself
     * @param forecast what is asked for forecasts
     * @param disk that forecasts are kept on; while it is nearly full none are asked for, but frames still come in
     * @param interval at which the store is looked at, whoever fills it
     */
    public WatchJob(
            Optional<Poller> poller, Forecasts forecasts, ForecastJob forecast, DiskSpace disk, Duration interval) {
        this.poller = poller;
        this.forecasts = forecasts;
        this.forecast = forecast;
        this.disk = disk;
        this.interval = interval;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JobPolicy policy() {
        return JobPolicy.continuously();
    }

    @Override
    public JobResult run(AttemptContext attempt) throws InterruptedException {
        long nextPoll = System.nanoTime();
        while (attempt.goesOn()) {
            look(attempt);
            long untilPoll = poller.isPresent() ? nextPoll - System.nanoTime() : Long.MAX_VALUE;
            if (untilPoll <= 0) {
                Duration pause = poller.orElseThrow().poll();
                nextPoll = System.nanoTime() + pause.toNanos();
            } else {
                TimeUnit.NANOSECONDS.sleep(Math.min(untilPoll, interval.toNanos()));
            }
        }
        return JobResult.succeeded("watched for a day");
    }

    private void look(AttemptContext attempt) {
        if (forecast.isRunning()) {
            return; // it looks itself when it is done
        }
        try {
            Optional<Instant> due = forecasts.due();
            boolean moreCame = leave(attempt, forecasts.frames().byTime());
            if (due.isEmpty() || attempt.isPaused(ForecastJob.NAME)) { // paused, each look would leave a skipped run
                if (moreCame) {
                    attempt.request(VerifyJob.NAME, newestLeft); // else the forecast asks for it
                }
                lastFailure = "";
                return;
            }
            Optional<String> shortage = disk.shortage();
            if (shortage.isPresent()) {
                pause(shortage.get());
                return;
            }
            attempt.request(ForecastJob.NAME, due.get());
            lastFailure = "";
        } catch (IOException e) {
            String failure = e.toString();
            if (!failure.equals(lastFailure)) {
                LOG.error("the store cannot be looked at, which is tried again", e);
            }
            lastFailure = failure;
        }
    }

    /**
     * Leaves what has come so far, once more has come.
     *
     * @return whether it has
     */
    private boolean leave(AttemptContext attempt, NavigableMap<Instant, ?> frames) {
        if (frames.isEmpty() || frames.lastKey().equals(newestLeft)) {
            return false;
        }
        attempt.setParameter("newest-frame", frames.lastKey().toString());
        attempt.setParameter("frames", Integer.toString(frames.size()));
        newestLeft = frames.lastKey();
        return true;
    }

    private void pause(String reason) {
        if (!reason.equals(lastFailure)) {
            LOG.warn("no forecasts are made: {}", reason);
        }
        lastFailure = reason;
    }
}
