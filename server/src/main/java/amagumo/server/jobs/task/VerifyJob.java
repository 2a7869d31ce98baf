package amagumo.server.jobs.task;

import amagumo.server.jobs.AttemptContext;
import amagumo.server.jobs.Job;
import amagumo.server.jobs.JobPolicy;
import amagumo.server.jobs.JobResult;
import amagumo.server.verification.ForecastVerification;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Compares kept forecasts with the frames that have come since, as {@link ForecastJob} asks for it: a forecast is made when a
 * frame came, which is what earlier ones are compared with. The nominal time is that of the forecast which asked; whatever is
 * open is compared, of all base times.
 */
public final class VerifyJob implements Job {

    /** Its name. */
    public static final String NAME = "verify";

    /** The next run, when the next frame has come, goes on where this one ended. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** The time is looked at between base times: the last may take as long again. */
    private static final Duration EXPECTED = LONGEST.multipliedBy(2);

    private final ForecastVerification verification;
    private final Lock oneAtATime = new ReentrantLock();

    public VerifyJob(ForecastVerification verification) {
        this.verification = verification;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JobPolicy policy() {
        return JobPolicy.onRequest().withExpected(EXPECTED);
    }

    @Override
    public JobResult run(AttemptContext attempt) throws IOException, InterruptedException {
        oneAtATime.lockInterruptibly(); // runs of other nominal times
        try {
            long begun = System.nanoTime();
            ForecastVerification.Outcome done = verification.run(
                    () -> {
                        attempt.requireLease();
                        return !attempt.mustStop() && System.nanoTime() - begun < LONGEST.toNanos();
                    },
                    attempt::store);
            return JobResult.succeeded("%d leads of forecasts compared%s"
                    .formatted(done.compared(), done.finished() ? "" : "; the next run goes on"));
        } finally {
            oneAtATime.unlock();
        }
    }
}
