package amagumo.server.jobs;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs an attempt from its beginning to its end: lease, log, outcome. */
final class AttemptRunner {

    private static final Logger LOG = LoggerFactory.getLogger(AttemptRunner.class);

    /**
     * How an attempt ended.
     *
     * @param attempt as it began
     * @param outcome how it ended
     * @param duration how long it took
     */
    record Ended(Attempt attempt, Outcome outcome, Duration duration) {}

    /**
     * What the job said or threw.
     *
     * @param failure what it threw, if it failed
     */
    private record Said(Outcome outcome, String reason, Optional<Failure> failure) {

        Said(Outcome outcome, String reason) {
            this(outcome, reason, Optional.empty());
        }
    }

    private final Leases leases;
    private final JobStore jobs;
    private final JobQueue queue;
    private final RunningAttempts running;
    private final AttemptLogs logs;
    private final InstantSource clock;
    private final String server;
    private final Failures failures = new Failures();

    AttemptRunner(
            Leases leases,
            JobStore jobs,
            JobQueue queue,
            RunningAttempts running,
            AttemptLogs logs,
            InstantSource clock,
            String server) {
        this.leases = leases;
        this.jobs = jobs;
        this.queue = queue;
        this.running = running;
        this.logs = logs;
        this.clock = clock;
        this.server = server;
    }

    /** Runs a job once on this thread. */
    Ended run(Job job, Run run, RunRequest request) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        boolean continuous = job.policy().trigger() == JobPolicy.Trigger.CONTINUOUSLY;
        Attempt attempt = leases.begin(run, request, continuous ? now : run.nominalTime(), server);
        Optional<Instant> expected = job.policy().expected().map(attempt.start()::plus);
        RunningAttempt under = new RunningAttempt(attempt, run, expected, Thread.currentThread()::interrupt);
        running.add(under);
        try {
            Said said = inLog(job, attempt, request.urgent(), under);
            said.failure().ifPresent(failure -> failures.failed(job, attempt, failure));
            if (said.outcome() == Outcome.SUCCEEDED) {
                failures.succeeded(job);
            }
            Instant end = clock.instant();
            boolean held = leases.end(attempt, run, said.outcome(), said.reason(), under.isOverrun(end));
            return new Ended(
                    attempt, held ? said.outcome() : Outcome.LOST_LEASE, Duration.between(attempt.start(), end));
        } finally {
            under.end();
            running.remove(under);
        }
    }

    private Said inLog(Job job, Attempt attempt, boolean askedFor, RunningAttempt under) {
        AttemptLogs.AttemptLog log;
        try {
            log = logs.open(job.name(), attempt.id());
        } catch (IOException e) {
            LOG.warn("attempt {} of {} has no log: {}", attempt.id(), job.name(), e.toString());
            return said(job, attempt, askedFor, under);
        }
        try {
            log.say("attempt %d of %s for %s%s, started by %s, on %s"
                    .formatted(
                            attempt.id(),
                            job.name(),
                            attempt.nominalTime(),
                            attempt.parameters().isEmpty() ? "" : " with " + attempt.parametersText(),
                            attempt.startedBy(),
                            server));
            Said said = said(job, attempt, askedFor, under);
            said.failure().filter(Failure::isBug).map(Failure::thrown).ifPresent(log::say);
            log.say("%s: %s".formatted(said.outcome().text(), said.reason()));
            return said;
        } finally {
            log.close();
        }
    }

    private Said said(Job job, Attempt attempt, boolean askedFor, RunningAttempt under) {
        AttemptContext context = new AttemptContext(attempt, under.run(), askedFor, leases, jobs, queue, under, clock);
        try {
            JobResult result = job.run(context);
            under.end();
            return new Said(result.outcome(), result.reason());
        } catch (Throwable e) { // whatever it is, the server has other jobs
            return ended(under.end(), e);
        }
    }

    private static Said ended(Optional<RunningAttempt.Stop> stop, Throwable thrown) {
        if (stop.isPresent()) {
            return new Said(stop.get().outcome(), stop.get().reason());
        }
        if (thrown instanceof LeaseLostException) {
            return new Said(Outcome.LOST_LEASE, thrown.getMessage());
        }
        Failure failure = new Failure(thrown);
        return new Said(Outcome.FAILED, failure.reason(), Optional.of(failure));
    }
}
