package amagumo.server.jobs;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** A job as db-scheduler sees it: whether a run that is due begins, and what becomes of it after an attempt. */
final class JobTask {

    /** How often a paused job looks whether it is resumed, and how long a run waits whose beginning failed. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    /** So many servers may end within a run before it is taken for the reason. */
    private static final int LOST_BEFORE_GIVING_UP = 5;

    /** However often it failed: what runs all the time waits no longer than this. */
    private static final Duration LONGEST_PAUSE_OF_CONTINUOUS = Duration.ofMinutes(1);

    private final Job job;
    private final AttemptRunner runner;
    private final Leases leases;
    private final JobStore jobs;
    private final RunningAttempts running;
    private final InstantSource clock;
    private final String server;
    private final boolean alone;

    /** @param alone whether no other server can run its runs */
    JobTask(
            Job job,
            AttemptRunner runner,
            Leases leases,
            JobStore jobs,
            RunningAttempts running,
            InstantSource clock,
            String server,
            boolean alone) {
        this.job = job;
        this.runner = runner;
        this.leases = leases;
        this.jobs = jobs;
        this.running = running;
        this.clock = clock;
        this.server = server;
        this.alone = alone;
    }

    CustomTask<RunRequest> task() {
        return Tasks.custom(job.name(), RunRequest.class)
                .onFailureReschedule(FixedDelay.of(LOOK))
                .onDeadExecution(this::dead)
                .execute((instance, context) -> begin(instance));
    }

    private CompletionHandler<RunRequest> begin(TaskInstance<RunRequest> instance) {
        if (!running.enter()) {
            return later(Duration.ZERO, instance.getData());
        }
        try {
            return due(instance);
        } finally {
            running.leave();
        }
    }

    private void dead(ExecutionComplete completed, ExecutionOperations<RunRequest> operations) {
        Run run = run((RunRequest) completed.getExecution().taskInstance.getData());
        if (alone && running.has(run)) {
            return; // this machine is busy, or slept
        }
        leases.revoke(run, "nothing was heard of its server any more");
        operations.reschedule(completed, now());
    }

    private CompletionHandler<RunRequest> due(TaskInstance<RunRequest> instance) {
        RunRequest request = instance.getData();
        Run run = run(request);
        Optional<String> paused = jobs.paused(job.name());
        if (isContinuous()) {
            return paused.isPresent() ? later(LOOK, request) : after(runner.run(job, run, request), request);
        }
        if (leases.isServed(job.name(), request.id())) {
            return new CompletionHandler.OnCompleteRemove<>(); // its server ended before it could say so
        }
        Optional<String> skip = paused.or(() -> request.urgent() ? Optional.empty() : tooOld(run))
                .or(() -> RunParameter.refusal(job.name(), job.policy().parameters(), request.parameters()))
                .or(() -> leases.lost(job.name(), request.id()) >= LOST_BEFORE_GIVING_UP
                        ? Optional.of("given up, as the server ended within each of %d attempts"
                                .formatted(LOST_BEFORE_GIVING_UP))
                        : Optional.empty());
        if (skip.isPresent()) {
            leases.skip(run, request, server, skip.get());
            return new CompletionHandler.OnCompleteRemove<>();
        }
        return after(runner.run(job, run, request), request);
    }

    private CompletionHandler<RunRequest> after(AttemptRunner.Ended ended, RunRequest request) {
        long attempt = ended.attempt().id();
        return switch (ended.outcome()) {
            case LOST_LEASE -> (completed, operations) -> {}; // it is somebody else's
            case ABANDONED -> later(Duration.ZERO, request.again(attempt));
            case FAILED -> failed(ended, request);
            default -> isContinuous() ? later(LOOK, request) : new CompletionHandler.OnCompleteRemove<>();
        };
    }

    private CompletionHandler<RunRequest> failed(AttemptRunner.Ended ended, RunRequest request) {
        RunRequest retry = request.afterFailure(ended.attempt().id());
        if (isContinuous()) {
            Duration pause = job.policy().pauseAfter(retry.failures());
            boolean ranLong = ended.duration().compareTo(LONGEST_PAUSE_OF_CONTINUOUS) > 0;
            return ranLong
                    ? later(LOOK, request.again(ended.attempt().id()))
                    : later(min(pause, LONGEST_PAUSE_OF_CONTINUOUS), retry);
        }
        return request.failures() < job.policy().retries()
                ? later(job.policy().pauseAfter(retry.failures()), retry)
                : new CompletionHandler.OnCompleteRemove<>();
    }

    private CompletionHandler<RunRequest> later(Duration pause, RunRequest request) {
        return (completed, operations) -> operations.reschedule(completed, now().plus(pause), request);
    }

    private Optional<String> tooOld(Run run) {
        return job.policy().tooOld(run.nominalTime(), now());
    }

    private Run run(RunRequest request) {
        return new Run(job.name(), request.nominalTime());
    }

    private boolean isContinuous() {
        return job.policy().trigger() == JobPolicy.Trigger.CONTINUOUSLY;
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
