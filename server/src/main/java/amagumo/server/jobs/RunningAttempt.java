package amagumo.server.jobs;

import java.time.Instant;
import java.util.Optional;

/**
 * The thread of an attempt, as long as it works on it: it can be told to stop, once, and is never interrupted after it has
 * ended, when the thread may be at another attempt.
 */
final class RunningAttempt {

    /**
     * Why an attempt is to stop.
     *
     * @param outcome what that makes of it
     * @param reason in a sentence
     */
    record Stop(Outcome outcome, String reason) {}

    private final Attempt attempt;
    private final Run run;
    private final Optional<Instant> expected;
    private final Runnable interruption;
    private Optional<Stop> stop = Optional.empty();
    private boolean ended;

    /**
     * @param expected when it ends at the latest if it takes no longer than expected, empty if nothing is
     * @param interruption interrupts the thread that works on it
     */
    RunningAttempt(Attempt attempt, Run run, Optional<Instant> expected, Runnable interruption) {
        this.attempt = attempt;
        this.run = run;
        this.expected = expected;
        this.interruption = interruption;
    }

    Attempt attempt() {
        return attempt;
    }

    Run run() {
        return run;
    }

    /** Whether it has taken longer than expected. */
    boolean isOverrun(Instant now) {
        return expected.filter(now::isAfter).isPresent();
    }

    /** Tells the attempt to stop; the first reason counts. */
    synchronized void stop(Stop why) {
        if (!ended && stop.isEmpty()) {
            stop = Optional.of(why);
            interruption.run();
        }
    }

    /** Why it is to stop, if it is. */
    synchronized Optional<Stop> stop() {
        return stop;
    }

    /**
     * Ends it, on its own thread, which is not interrupted any more.
     *
     * @return why it was told to stop, if it was
     */
    synchronized Optional<Stop> end() {
        ended = true;
        Thread.interrupted();
        return stop;
    }
}
