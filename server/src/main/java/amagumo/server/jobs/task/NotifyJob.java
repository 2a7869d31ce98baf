package amagumo.server.jobs.task;

import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.KeptForecast;
import amagumo.server.jobs.AttemptContext;
import amagumo.server.jobs.Job;
import amagumo.server.jobs.JobPolicy;
import amagumo.server.jobs.JobResult;
import amagumo.server.subscription.NotificationSender;
import amagumo.server.subscription.Notifier;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Tells subscribers of rain, all the time and on one of the servers: of each new forecast, and again what could not be sent. */
public final class NotifyJob implements Job {

    /** Its name. */
    public static final String NAME = "notify";

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Forecasts forecasts;
    private final Notifier notifier;

    public NotifyJob(Forecasts forecasts, Notifier notifier) {
        this.forecasts = forecasts;
        this.notifier = notifier;
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
    public JobResult run(AttemptContext attempt) throws IOException, InterruptedException {
        try (NotificationSender sender = notifier.sender(attempt::store)) {
            while (attempt.goesOn()) {
                Optional<KeptForecast> newest = forecasts.latest();
                if (newest.isPresent()) {
                    notifier.look(newest.get(), attempt::store);
                }
                sender.send();
                TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            }
            return JobResult.succeeded("looked for a day");
        }
    }
}
