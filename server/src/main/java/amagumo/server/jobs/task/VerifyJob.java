package amagumo.server.jobs.task;

import amagumo.server.jobs.AttemptContext;
import amagumo.server.jobs.Job;
import amagumo.server.jobs.JobPolicy;
import amagumo.server.jobs.JobResult;
import amagumo.server.jobs.NominalTimes;
import amagumo.server.verification.ForecastVerification;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Compares kept forecasts with the frames that have come since. {@link ForecastJob} asks for it: a forecast is made when a frame
 * came, which is what earlier ones are compared with; where no forecast comes of a frame {@link WatchJob} does. Whatever is open is
 * compared, of all recent base times, and the base time that is the nominal time, however old it is. One run of a server compares at
 * a time: those that begin meanwhile leave their base times to it and are skipped. What a run leaves the next takes up, which it asks
 * for itself.
 */
public final class VerifyJob implements Job {

    /** Its name. */
    public static final String NAME = "verify";

    /** After this a run leaves what is left to the next. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** The time is looked at between base times: the last may take as long again. */
    private static final Duration EXPECTED = LONGEST.multipliedBy(2);

    private final ForecastVerification verification;
    private final Supplier<Optional<NominalTimes>> times;
    private final InstantSource clock;
    private final Comparing comparing = new Comparing();

    /**
     * @param times base times of forecasts, once they are known
     * @param clock by which the next run is asked for
     */
    public VerifyJob(ForecastVerification verification, Supplier<Optional<NominalTimes>> times, InstantSource clock) {
        this.verification = verification;
        this.times = times;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JobPolicy policy() {
        return JobPolicy.onRequest().withTimes(times.get()).withExpected(EXPECTED);
    }

    @Override
    public JobResult run(AttemptContext attempt) throws IOException {
        if (!comparing.begin(attempt.nominalTime())) {
            return JobResult.skipped("another run is comparing: this base time was left to it");
        }
        long begun = System.nanoTime();
        BooleanSupplier goOn = () -> {
            attempt.requireLease();
            return !attempt.mustStop() && System.nanoTime() - begun < LONGEST.toNanos();
        };
        int compared = 0;
        Set<LocalDate> folded = new HashSet<>();
        boolean finished = true;
        Set<Instant> named = Set.of(attempt.nominalTime());
        try {
            while (finished && !named.isEmpty()) {
                ForecastVerification.Outcome done = verification.run(named, goOn, attempt::store);
                compared += done.compared();
                folded.addAll(done.folded());
                finished = done.finished();
                named = finished ? comparing.next() : named;
            }
        } finally {
            if (!named.isEmpty()) {
                comparing.giveUp().forEach(undone -> attempt.request(NAME, undone));
            }
        }
        if (!finished && !attempt.mustStop()) {
            attempt.request(NAME, Instant.ofEpochMilli(clock.millis()));
        }
        return JobResult.succeeded("%d leads of forecasts compared%s%s"
                .formatted(
                        compared,
                        finished ? "" : "; the next run goes on",
                        folded.isEmpty()
                                ? ""
                                : "; base times of %d days left out, as their scores are folded"
                                        .formatted(folded.size())));
    }
}
