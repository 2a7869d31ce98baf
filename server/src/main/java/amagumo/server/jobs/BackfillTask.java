package amagumo.server.jobs;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * Goes through a range of a job's nominal times and asks for those runs that have not succeeded, one at a time, in the order
 * of their times. How far it is stands in the scheduler's table, so it goes on wherever and whenever a server runs; asked for
 * again, it passes over what has succeeded meanwhile.
 */
final class BackfillTask {

    static final String NAME = "backfill";

    /** How often it looks whether the run has ended that it asked for. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final int CHUNK = 1000;

    /**
     * The nominal times that are left, in milliseconds since 1970.
     *
     * @param from the first one
     * @param until the last one
     * @param asked whether the first one was asked for
     */
    record Range(String job, long from, long until, String startedBy, boolean asked) {

        String instance() {
            return "%s %s %s".formatted(job, Instant.ofEpochMilli(from), Instant.ofEpochMilli(until));
        }

        /** The job of a range, from what it is called. */
        static String job(String instance) {
            return instance.split(" ")[0];
        }

        /** The first moment of a range, however far it is by now, from what it is called. */
        static Instant first(String instance) {
            return Instant.parse(instance.split(" ")[1]);
        }

        Range askedUpTo(Instant time) {
            return new Range(job, time.toEpochMilli(), until, startedBy, true);
        }
    }

    private final JobStore jobs;
    private final AttemptStore attempts;
    private final JobQueue queue;
    private final InstantSource clock;

    BackfillTask(JobStore jobs, AttemptStore attempts, JobQueue queue, InstantSource clock) {
        this.jobs = jobs;
        this.attempts = attempts;
        this.queue = queue;
        this.clock = clock;
    }

    CustomTask<Range> task() {
        return Tasks.custom(NAME, Range.class)
                .onFailureReschedule(FixedDelay.of(LOOK))
                .execute((instance, context) -> step(instance.getData()));
    }

    private CompletionHandler<Range> step(Range range) {
        Optional<NominalTimes> times = jobs.find(range.job()).flatMap(JobStore.ListedJob::times);
        if (times.isEmpty()) {
            return new CompletionHandler.OnCompleteRemove<>();
        }
        Instant from = Instant.ofEpochMilli(range.from());
        if (queue.has(new Run(range.job(), from)) || jobs.paused(range.job()).isPresent()) {
            return later(range);
        }
        Optional<Instant> next = next(times.get(), range, from);
        next.ifPresent(time -> queue.requestLater(new Run(range.job(), time), range.startedBy()));
        return next.map(time -> later(range.askedUpTo(time))).orElseGet(CompletionHandler.OnCompleteRemove::new);
    }

    /** The first time that has not succeeded and was not asked for. */
    private Optional<Instant> next(NominalTimes times, Range range, Instant from) {
        Instant until = Instant.ofEpochMilli(range.until());
        Instant time = times.contains(from) && !range.asked() ? from : times.after(from);
        while (!time.isAfter(until)) {
            Instant end = time.plus(times.period().multipliedBy(CHUNK));
            Set<Instant> succeeded = attempts.succeeded(range.job(), time, end);
            for (; time.isBefore(end) && !time.isAfter(until); time = times.after(time)) {
                if (!succeeded.contains(time)) {
                    return Optional.of(time);
                }
            }
        }
        return Optional.empty();
    }

    private CompletionHandler<Range> later(Range range) {
        return (completed, operations) -> operations.reschedule(
                completed, Instant.ofEpochMilli(clock.millis()).plus(LOOK), range);
    }
}
