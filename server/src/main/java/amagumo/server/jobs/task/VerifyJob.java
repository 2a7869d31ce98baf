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
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Compares kept forecasts with the frames that have come since. {@link ForecastJob} asks for it: a forecast is made when a frame
 * came, which is what earlier ones are compared with. Whatever is open is compared, of all recent base times, and the base time that
 * is the nominal time, however old it is. What a run leaves the next takes up, which it asks for itself.
 */
public final class VerifyJob implements Job {

    /** Its name. */
    public static final String NAME = "verify";

    /** After this a run leaves what is left to the next. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** The time is looked at between base times: the last may take as long again. */
    private static final Duration EXPECTED = LONGEST.multipliedBy(2);

    private final ForecastVerification verification;
    private final Optional<NominalTimes> times;
    private final InstantSource clock;
    private final Lock oneAtATime = new ReentrantLock();

    /**
     * @param times base times of forecasts, if they are known
     * @param clock by which the next run is asked for
     */
    public VerifyJob(ForecastVerification verification, Optional<NominalTimes> times, InstantSource clock) {
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
        return JobPolicy.onRequest().withTimes(times).withExpected(EXPECTED);
    }

    @Override
    public JobResult run(AttemptContext attempt) throws IOException, InterruptedException {
        oneAtATime.lockInterruptibly(); // runs of other nominal times
        try {
            long begun = System.nanoTime();
            ForecastVerification.Outcome done = verification.run(
                    attempt.nominalTime(),
                    () -> {
                        attempt.requireLease();
                        return !attempt.mustStop() && System.nanoTime() - begun < LONGEST.toNanos();
                    },
                    attempt::store);
            if (!done.finished() && !attempt.mustStop()) {
                attempt.request(NAME, Instant.ofEpochMilli(clock.millis()));
            }
            return JobResult.succeeded("%d leads of forecasts compared%s"
                    .formatted(done.compared(), done.finished() ? "" : "; the next run goes on"));
        } finally {
            oneAtATime.unlock();
        }
    }
}
