package amagumo.server.jobs;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the scheduler's table holds at a moment.
 *
 * @param next when a run of a job begins that has not begun, by job; those of which none is planned are not there
 * @param waiting how many runs of a job wait whose time has come, by job
 * @param running how many runs of a job are under way, by job
 * @param ranges that are being backfilled
 */
record Agenda(
        Map<String, Instant> next,
        Map<String, Integer> waiting,
        Map<String, Integer> running,
        List<BackfilledRange> ranges) {

    /**
     * A range that is being backfilled.
     *
     * @param first its first moment; {@link BackfillTask.Range#from} goes on from there
     * @param left how far it is
     */
    record BackfilledRange(Instant first, BackfillTask.Range left) {}

    static Agenda of(List<ScheduledExecution<Object>> executions, Instant now) {
        Map<String, Instant> next = new TreeMap<>();
        Map<String, Integer> waiting = new TreeMap<>();
        Map<String, Integer> running = new TreeMap<>();
        List<BackfilledRange> ranges = new ArrayList<>();
        for (ScheduledExecution<Object> execution : executions) {
            String task = execution.getTaskInstance().getTaskName();
            String instance = execution.getTaskInstance().getId();
            if (task.equals(BackfillTask.NAME)) {
                ranges.add(new BackfilledRange(BackfillTask.Range.first(instance), range(execution)));
            } else if (execution.isPicked()) {
                running.merge(task, 1, Integer::sum);
            } else {
                boolean isSchedule = task.equals(ScheduleTask.NAME);
                next.merge(isSchedule ? instance : task, execution.getExecutionTime(), Agenda::earlier);
                if (!isSchedule && !execution.getExecutionTime().isAfter(now)) {
                    waiting.merge(task, 1, Integer::sum);
                }
            }
        }
        return new Agenda(next, waiting, running, ranges);
    }

    /** When the next run of a job begins, if one is planned. */
    Optional<Instant> next(String job) {
        return Optional.ofNullable(next.get(job));
    }

    private static BackfillTask.Range range(ScheduledExecution<Object> execution) {
        return execution.getData() instanceof BackfillTask.Range range
                ? range
                : new RequestSerializer().deserialize(BackfillTask.Range.class, execution.getRawData());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
