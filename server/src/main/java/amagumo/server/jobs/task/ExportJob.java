package amagumo.server.jobs.task;

import amagumo.server.database.Storing;
import amagumo.server.destination.Delivery;
import amagumo.server.destination.ForecastExport;
import amagumo.server.destination.ForecastId;
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
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Sends the forecast of a base time that the map shows to all destinations, as {@link ForecastJob} asks for it once it is made. */
public final class ExportJob implements Job {

    /** Its name. */
    public static final String NAME = "export";

    /** As often, and after as long, as a delivery is tried again. */
    private static final int RETRIES = 15;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

    /** A destination that takes longer holds a thread of the jobs. */
    private static final Duration EXPECTED = Duration.ofMinutes(1);

    /** A destination that never answers holds a thread of the jobs for minutes: the others are for forecasts. */
    private static final int MOST_AT_ONCE = 2;

    private final Forecasts forecasts;
    private final ForecastExport export;
    private final Supplier<Optional<NominalTimes>> times;
    private final Optional<Duration> oldest;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    /**
     * @param times base times, once they are known
     * @param oldest how far a base time may be behind that of the newest forecast to be sent though nobody asked for it. A clock
     *     would not do: feeds of the past are replayed
     */
    public ExportJob(
            Forecasts forecasts,
            ForecastExport export,
            Supplier<Optional<NominalTimes>> times,
            Optional<Duration> oldest) {
        this.forecasts = forecasts;
        this.export = export;
        this.times = times;
        this.oldest = oldest;
    }

    /** Notes that a forecast is to be sent, by whichever run comes to it. */
    public void want(KeptForecast forecast, Storing<RuntimeException> storing) {
        export.want(id(forecast), storing);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JobPolicy policy() {
        return JobPolicy.onRequest()
                .withTimes(times.get())
                .withExpected(EXPECTED)
                .withRetries(RETRIES, FIRST_PAUSE);
    }

    /** {@inheritDoc} Fails while a delivery is still to be made. */
    @Override
    public JobResult run(AttemptContext attempt) throws IOException, InterruptedException {
        Optional<KeptForecast> kept = forecasts.lookFor(attempt.nominalTime());
        if (kept.isEmpty()) {
            export.giveUp(attempt.nominalTime(), attempt::store);
            return JobResult.skipped("the forecast is not kept any more");
        }
        Optional<String> tooOld = attempt.isAskedFor() ? Optional.empty() : tooOld(attempt.nominalTime());
        if (tooOld.isPresent()) {
            export.forget(attempt.nominalTime(), attempt::store);
            return JobResult.skipped(tooOld.get());
        }
        want(kept.get(), attempt::store);
        if (!places.tryAcquire()) {
            return JobResult.skipped(
                    "%d other runs are sending: what is due is asked for again after them".formatted(MOST_AT_ONCE));
        }
        try {
            return result(send(attempt, kept.get()));
        } finally {
            places.release();
            export.due().forEach(base -> attempt.request(NAME, base)); // of runs that were skipped, paused or killed
        }
    }

    private Optional<String> tooOld(Instant baseTime) throws IOException {
        Optional<Instant> newest = forecasts.latest().map(KeptForecast::baseTime);
        return oldest.filter(
                        most -> newest.filter(baseTime.plus(most)::isBefore).isPresent())
                .map(most -> "the newest forecast is of %s, and what is more than %d min before that is not sent"
                                .formatted(newest.orElseThrow(), most.toMinutes())
                        + " (jobs.skip-older-than.export)");
    }

    /** Sends a forecast, and whatever takes its place meanwhile: who asks for that is told that a run is under way. */
    private List<Delivery> send(AttemptContext attempt, KeptForecast first) throws IOException, InterruptedException {
        KeptForecast forecast = first;
        while (true) {
            List<Delivery> deliveries = export.export(
                    id(forecast),
                    forecast.nowcast(),
                    forecast.header().source(),
                    () -> attempt.requireGoingOn("stopped between two deliveries"),
                    attempt::store);
            KeptForecast newest = forecasts.lookFor(attempt.nominalTime()).orElse(forecast);
            if (id(newest).equals(id(forecast))) {
                return deliveries;
            }
            want(newest, attempt::store);
            forecast = newest;
        }
    }

    private static JobResult result(List<Delivery> deliveries) throws IOException {
        List<Delivery> waiting = of(Delivery.State.WAITING, deliveries);
        if (!waiting.isEmpty()) {
            throw new IOException("%d of %d deliveries are still to be made: %s"
                    .formatted(waiting.size(), deliveries.size(), reasons(waiting)));
        }
        List<Delivery> failed = of(Delivery.State.FAILED, deliveries);
        return failed.isEmpty()
                ? JobResult.succeeded("%d deliveries made".formatted(deliveries.size()))
                : JobResult.skipped("%d of %d deliveries were given up: %s"
                        .formatted(failed.size(), deliveries.size(), reasons(failed)));
    }

    private static ForecastId id(KeptForecast forecast) {
        return new ForecastId(forecast.baseTime(), forecast.header().nowcaster(), forecast.version());
    }

    private static List<Delivery> of(Delivery.State state, List<Delivery> deliveries) {
        return deliveries.stream().filter(delivery -> delivery.state() == state).toList();
    }

    private static String reasons(List<Delivery> deliveries) {
        return deliveries.stream()
                .map(delivery -> "%s to %s: %s".formatted(delivery.format(), delivery.destination(), delivery.reason()))
                .collect(Collectors.joining("; "));
    }
}
