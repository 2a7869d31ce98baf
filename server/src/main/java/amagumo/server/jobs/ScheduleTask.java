package amagumo.server.jobs;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Asks for the runs of a job on schedule, each when its nominal time comes. After a time without a server it asks for the
 * newest few of those that passed, and keeps in one skipped attempt that it passed over the others.
 */
final class ScheduleTask {

    static final String NAME = "schedule";

    private final Map<String, Job> scheduled;
    private final JobQueue queue;
    private final Leases leases;
    private final InstantSource clock;
    private final String server;

    /** @param scheduled the jobs on schedule by name */
    ScheduleTask(Map<String, Job> scheduled, JobQueue queue, Leases leases, InstantSource clock, String server) {
        this.scheduled = Map.copyOf(scheduled);
        this.queue = queue;
        this.leases = leases;
        this.clock = clock;
        this.server = server;
    }

    CustomTask<Void> task() {
        return Tasks.custom(NAME, Void.class)
                .onFailureReschedule(FixedDelay.of(Duration.ofSeconds(5)))
                .execute((instance, context) ->
                        due(scheduled.get(instance.getId()), context.getExecution().executionTime));
    }

    /**
     * Has the next nominal time of each job wait for its moment, by the schedule that the job has now. Where a clock that was far
     * ahead left a later one, it is the next again; the one after that may be right, as another server has just run the next.
     */
    void start(SchedulerClient client) {
        Instant now = clock.instant();
        for (Job job : scheduled.values()) {
            NominalTimes times = times(job);
            boolean added = client.scheduleIfNotExists(new TaskInstance<Void>(NAME, job.name()), times.after(now));
            if (!added) {
                putRight(client, job, now, at -> !times.contains(at) || isPutOff(times, at, now));
            }
        }
    }

    /** Has the next nominal time be the next again where a clock that was far ahead, while this server ran, left a later one. */
    void repair(SchedulerClient client) {
        Instant now = clock.instant();
        scheduled.values().forEach(job -> putRight(client, job, now, at -> isPutOff(times(job), at, now)));
    }

    private static boolean isPutOff(NominalTimes times, Instant at, Instant now) {
        return at.isAfter(times.after(now).plus(times.period()));
    }

    private static void putRight(SchedulerClient client, Job job, Instant now, Predicate<Instant> isWrong) {
        TaskInstanceId instance = TaskInstanceId.of(NAME, job.name());
        if (client.getScheduledExecution(instance)
                .filter(waiting -> !waiting.isPicked())
                .map(ScheduledExecution::getExecutionTime)
                .filter(isWrong)
                .isPresent()) {
            client.reschedule(instance, times(job).after(now));
        }
    }

    private CompletionHandler<Void> due(Job job, Instant first) {
        if (job == null) {
            return new CompletionHandler.OnCompleteRemove<>(); // it is not on schedule any more
        }
        NominalTimes times = times(job);
        Instant now = clock.instant();
        Instant newest = times.latest(now);
        long passed = times.between(first, now);
        if (passed == 0) {
            request(job, first);
        } else {
            long made = Math.min(passed + 1, job.policy().catchUp());
            for (long i = made - 1; i >= 0; i--) {
                request(job, newest.minus(times.period().multipliedBy(i)));
            }
            if (made <= passed) {
                passOver(job, first, newest.minus(times.period().multipliedBy(made)), passed + 1 - made);
            }
        }
        return (completed, operations) -> operations.reschedule(completed, times.after(now));
    }

    private void request(Job job, Instant time) {
        queue.request(new Run(job.name(), time), NAME, false, Map.of());
    }

    private void passOver(Job job, Instant first, Instant last, long number) {
        RunRequest request = RunRequest.first("passed over " + first, first, NAME, false, Map.of());
        leases.skip(
                new Run(job.name(), first),
                request,
                server,
                "%d nominal times from %s to %s passed while no server ran; the newest %d are made up for"
                        .formatted(number, first, last, job.policy().catchUp()));
    }

    private static NominalTimes times(Job job) {
        return job.policy().times().orElseThrow();
    }
}
