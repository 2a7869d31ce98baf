package amagumo.server.jobs;

import amagumo.server.database.Database;
import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.ScheduledExecutionsFilter;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.Priority;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs that wait for a server, each once. */
public final class JobQueue {

    private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);

    /** However often it failed, what runs all the time waits for less than this. */
    private static final Duration LONGEST_WAIT_OF_CONTINUOUS = Duration.ofMinutes(2);

    private static final int MOST_TRIES = 100;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private final Supplier<? extends SchedulerClient> client;
    private final InstantSource clock;

    /** @param client of db-scheduler, once there is one */
    JobQueue(Supplier<? extends SchedulerClient> client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    /** The queue as a command beside the servers sees it. */
    public static JobQueue of(Database database) {
        SchedulerClient client = SchedulerClient.Builder.create(database.dataSource())
                .serializer(new RequestSerializer())
                .enablePriority()
                .build();
        return new JobQueue(() -> client, database.clock());
    }

    /**
     * Asks for a run, now.
     *
     * @param startedBy who asks
     * @param urgent whether it is to run however old its nominal time is
     * @param parameters that its job takes, by name
     * @return what the request is called by, or nothing if the run waits or runs already
     */
    public Optional<String> request(Run run, String startedBy, boolean urgent, Map<String, String> parameters) {
        String id = UUID.randomUUID().toString();
        RunRequest request = RunRequest.first(id, run.nominalTime(), startedBy, urgent, parameters);
        return add(run, request, Priority.MEDIUM) ? Optional.of(id) : Optional.empty();
    }

    /** Asks for a run that others go before. */
    boolean requestLater(Run run, String startedBy) {
        String id = UUID.randomUUID().toString();
        return add(run, RunRequest.first(id, run.nominalTime(), startedBy, true, Map.of()), Priority.LOW);
    }

    /** Asks for a job that runs all the time. Where a clock that was far ahead has put it off, it begins now. */
    void start(Job job) {
        Run run = new Run(job.name(), Run.CONTINUOUS);
        String id = UUID.randomUUID().toString();
        add(run, RunRequest.first(id, Run.CONTINUOUS, "schedule", true, Map.of()), Priority.HIGH);
        TaskInstanceId instance = TaskInstanceId.of(run.job(), run.instance());
        Instant now = Instant.ofEpochMilli(clock.millis());
        if (client.get()
                .getScheduledExecution(instance)
                .filter(waiting -> waiting.getExecutionTime().isAfter(now.plus(LONGEST_WAIT_OF_CONTINUOUS)))
                .isPresent()) {
            begin(instance, now);
        }
    }

    private void begin(TaskInstanceId instance, Instant now) {
        try {
            client.get().reschedule(instance, now);
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException e) {
            LOG.debug("another server has begun {} meanwhile", instance.getTaskName(), e);
        }
    }

    private boolean add(Run run, RunRequest request, int priority) {
        return client.get()
                .scheduleIfNotExists(
                        new TaskInstance<>(run.job(), run.instance(), () -> request, priority),
                        Instant.ofEpochMilli(clock.millis()));
    }

    /**
     * How much there is to do on all servers.
     *
     * @param waiting runs whose time has come and that no server has begun
     * @param running runs that are under way
     */
    public record Length(long waiting, long running) {}

    /** How much there is to do now. */
    public Length length() {
        Instant now = Instant.ofEpochMilli(clock.millis());
        List<ScheduledExecution<Object>> runs = executions();
        return new Length(
                runs.stream()
                        .filter(run ->
                                !run.isPicked() && !run.getExecutionTime().isAfter(now))
                        .count(),
                runs.stream().filter(ScheduledExecution::isPicked).count());
    }

    /** What waits now and what is to come, of all jobs. */
    Agenda agenda() {
        return Agenda.of(executions(), Instant.ofEpochMilli(clock.millis()));
    }

    private List<ScheduledExecution<Object>> executions() {
        return client.get().getScheduledExecutions(ScheduledExecutionsFilter.all());
    }

    /** Whether a run waits or is under way. */
    public boolean has(Run run) {
        return client.get()
                .getScheduledExecution(TaskInstanceId.of(run.job(), run.instance()))
                .isPresent();
    }

    /**
     * Takes a run back that no server has begun.
     *
     * @return whether it is gone
     */
    public boolean withdraw(Run run) {
        TaskInstanceId instance = TaskInstanceId.of(run.job(), run.instance());
        boolean waits = client.get()
                .getScheduledExecution(instance)
                .filter(execution -> !execution.isPicked())
                .isPresent();
        if (waits) {
            client.get().cancel(instance);
        }
        return waits;
    }

    /**
     * Asks for the runs of a range of a job's nominal times that have not succeeded, oldest first, one at a time.
     *
     * @return whether such a range was not waiting already
     */
    public boolean backfill(String job, Instant from, Instant until, String startedBy) {
        BackfillTask.Range range =
                new BackfillTask.Range(job, from.toEpochMilli(), until.toEpochMilli(), startedBy, false);
        return client.get()
                .scheduleIfNotExists(
                        new TaskInstance<>(BackfillTask.NAME, range.instance(), () -> range, Priority.LOW),
                        Instant.ofEpochMilli(clock.millis()));
    }

    /**
     * Ends the backfills of a job; the run that one has asked for already is not withdrawn.
     *
     * @return how many there were
     */
    int cancelBackfills(String job) throws InterruptedException {
        int cancelled = 0;
        for (ScheduledExecution<Object> execution : executions()) {
            TaskInstanceId instance = execution.getTaskInstance();
            if (instance.getTaskName().equals(BackfillTask.NAME)
                    && BackfillTask.Range.job(instance.getId()).equals(job)) {
                cancelled += cancel(instance) ? 1 : 0;
            }
        }
        return cancelled;
    }

    /** Takes out what a server looks at for a moment now and then. */
    private boolean cancel(TaskInstanceId instance) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                client.get().cancel(instance);
                return true;
            } catch (TaskInstanceNotFoundException e) {
                return false; // it ended by itself
            } catch (TaskInstanceCurrentlyExecutingException | ExecutionException e) {
                if (tries == MOST_TRIES) {
                    throw e;
                }
                Thread.sleep(BETWEEN_TRIES.toMillis());
            }
        }
    }
}
