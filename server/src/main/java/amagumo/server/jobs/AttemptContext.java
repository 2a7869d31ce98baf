package amagumo.server.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalInt;
import org.jdbi.v3.core.HandleConsumer;

/** What a run knows of itself, and how it stores what it makes. For several threads at once. */
public final class AttemptContext {

    private static final Duration DAY = Duration.ofDays(1);

    private final Attempt attempt;
    private final Run run;
    private final Leases leases;
    private final JobStore jobs;
    private final JobQueue queue;
    private final RunningAttempt running;
    private final InstantSource clock;
    private final boolean askedFor;

    AttemptContext(
            Attempt attempt,
            Run run,
            boolean askedFor,
            Leases leases,
            JobStore jobs,
            JobQueue queue,
            RunningAttempt running,
            InstantSource clock) {
        this.attempt = attempt;
        this.run = run;
        this.askedFor = askedFor;
        this.leases = leases;
        this.jobs = jobs;
        this.queue = queue;
        this.running = running;
        this.clock = clock;
    }

    /** The number of the attempt, which is that of its lease. */
    public long number() {
        return attempt.id();
    }

    /** What the run is for; of a job that runs all the time, when it began. */
    public Instant nominalTime() {
        return attempt.nominalTime();
    }

    /** Whether somebody wants the run, however old its nominal time is. */
    public boolean isAskedFor() {
        return askedFor;
    }

    /** What whoever asked for the run gave it by a name that its job takes, if it was given that. */
    public OptionalInt given(String name) {
        String value = attempt.parameters().get(name);
        return value == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(value));
    }

    /**
     * Makes sure that what this attempt made may be stored: called just before a file is put in its place.
     *
     * @throws LeaseLostException if another attempt makes it now
     */
    public void requireLease() {
        if (!leases.holds(run, attempt.id())) {
            throw new LeaseLostException(run, attempt.id());
        }
    }

    /**
     * Stores in the database, in one transaction with the check of the lease.
     *
     * @throws LeaseLostException if another attempt makes it now; nothing is stored
     */
    public <X extends Exception> void store(HandleConsumer<X> work) throws X {
        leases.store(run, attempt.id(), work);
    }

    /** Whether the attempt is to end soon; its thread is interrupted too. */
    public boolean mustStop() {
        return running.stop().isPresent();
    }

    /**
     * Makes sure between two parts of what is done that the next may begin.
     *
     * @param stopped what is said where the attempt is to end
     * @throws LeaseLostException if another attempt does it now
     */
    public void requireGoingOn(String stopped) throws InterruptedException {
        requireLease();
        if (mustStop()) {
            throw new InterruptedException(stopped);
        }
    }

    /**
     * Whether a job that runs all the time is to go on in this attempt. After a day it is to succeed, and is begun again at once: the log
     * of an attempt is bounded, and one of a day has what happened lately.
     */
    public boolean goesOn() {
        return clock.instant().isBefore(attempt.start().plus(DAY));
    }

    /** Leaves a value for who looks at the job, if this attempt has its lease. */
    public void setParameter(String name, String value) {
        store(handle -> JobStore.setParameter(handle, run.job(), name, value));
    }

    /** Whether a job is paused, so that a run of it would be skipped. */
    public boolean isPaused(String job) {
        return jobs.paused(job).isPresent();
    }

    /**
     * Asks for a run of another job, soon and once: nothing happens if it waits or runs already.
     *
     * @return whether it was not waiting or running
     */
    public boolean request(String job, Instant nominalTime) {
        return queue.request(new Run(job, nominalTime), "job " + run.job(), false, Map.of())
                .isPresent();
    }
}
