package amagumo.server.jobs;

import amagumo.server.config.JobSettings;
import amagumo.server.database.Database;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs, sharing them with the other servers on the database. A run whose server is not heard of for 20 seconds is given
 * to another; on a database that serves one server, the next start takes it up at once, and what no attempt of this one runs any
 * more, as its end could not be written, is begun again.
 *
 * <p>The clock is the database's, as db-scheduler compares times of several servers. It stops giving signs of life for a task
 * that has not ended when it stops; so what does not end in time loses its lease here first.
 */
public final class JobServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JobServer.class);

    /** db-scheduler looks for the dead at every other one: 28 s after a server was killed its runs are another's at the latest. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(4);

    private static final int MISSED_HEARTBEATS = 5;

    /** What other processes ask for waits this long at most; what this one asks for is begun at once. */
    private static final Duration POLL = Duration.ofSeconds(1);

    /** How often a server looks whether its attempts still have their leases and are not to be killed. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** How often a server looks whether a clock that was ahead for a while has put off what is to come. */
    private static final Duration REPAIR = Duration.ofSeconds(10);

    private final RunningAttempts running;
    private final Leases leases;
    private final AttemptLogs logs;
    private final Scheduler scheduler;
    private final InstantSource clock;
    private final Duration stopWithin;
    private final ScheduledExecutorService lookout = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "leases");
        made.setDaemon(true);
        return made;
    });

    private JobServer(
            Leases leases,
            AttemptLogs logs,
            Scheduler scheduler,
            RunningAttempts running,
            InstantSource clock,
            Duration stopWithin) {
        this.leases = leases;
        this.logs = logs;
        this.scheduler = scheduler;
        this.running = running;
        this.clock = clock;
        this.stopWithin = stopWithin;
    }

    /**
     * Starts.
     *
     * @param logDirectory where the logs of attempts go
     * @param jobs by different names
     */
    public static JobServer start(Database database, JobSettings settings, Path logDirectory, List<Job> jobs) {
        return start(database, database.clock(), settings, logDirectory, jobs);
    }

    /** Starts with another clock than the database's, as if one were wrong. */
    static JobServer start(
            Database database, InstantSource clock, JobSettings settings, Path logDirectory, List<Job> jobs) {
        String server = ManagementFactory.getRuntimeMXBean().getName();
        Leases leases = new Leases(database.jdbi(), clock);
        JobStore jobStore = new JobStore(database.jdbi());
        RunningAttempts running = new RunningAttempts();
        AttemptLogs logs = new AttemptLogs(logDirectory, settings.logOctets());
        AtomicReference<Scheduler> made = new AtomicReference<>();
        JobQueue queue = new JobQueue(made::get, clock);
        AttemptRunner runner = new AttemptRunner(leases, jobStore, queue, running, logs, clock, server);
        ScheduleTask schedule = new ScheduleTask(onSchedule(jobs), queue, leases, clock, server);
        List<Task<?>> tasks = new ArrayList<>();
        jobs.forEach(job -> tasks.add(
                new JobTask(job, runner, leases, jobStore, running, clock, server, database.isExclusive()).task()));
        tasks.add(schedule.task());
        tasks.add(new BackfillTask(jobStore, new AttemptStore(database.jdbi()), queue, clock).task());
        List<Job> continuous = jobs.stream()
                .filter(job -> job.policy().trigger() == JobPolicy.Trigger.CONTINUOUSLY)
                .toList();
        Scheduler scheduler = Scheduler.create(database.dataSource(), tasks)
                .clock(clock::instant)
                .schedulerName(new SchedulerName.Fixed(server))
                .serializer(new RequestSerializer())
                .threads(settings.threads() + continuous.size())
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .pollingInterval(POLL)
                .enableImmediateExecution()
                .enablePriority()
                .shutdownMaxWait(LOOK)
                .failureLogging(LogLevel.WARN, false)
                .build();
        made.set(scheduler);
        jobStore.register(jobs, database.isExclusive());
        if (database.isExclusive()) {
            leases.takeAllBack();
        }
        JobServer jobServer = new JobServer(leases, logs, scheduler, running, clock, settings.stopWithin());
        scheduler.start();
        schedule.start(scheduler);
        continuous.forEach(queue::start);
        List<Job> timeless = new ArrayList<>(
                jobs.stream().filter(job -> job.policy().times().isEmpty()).toList());
        jobServer.lookout.scheduleWithFixedDelay(
                () -> {
                    jobServer.look();
                    listTimes(timeless, jobStore);
                },
                LOOK.toMillis(),
                LOOK.toMillis(),
                TimeUnit.MILLISECONDS);
        jobServer.lookout.scheduleWithFixedDelay(
                () -> repair(schedule, scheduler, continuous, queue),
                REPAIR.toMillis(),
                REPAIR.toMillis(),
                TimeUnit.MILLISECONDS);
        return jobServer;
    }

    private static void repair(ScheduleTask schedule, Scheduler scheduler, List<Job> continuous, JobQueue queue) {
        try {
            schedule.repair(scheduler);
            continuous.forEach(queue::start);
            // db-scheduler waits by the clock for its next look: once that goes back, for as long as it was ahead.
            scheduler.triggerCheckForDueExecutions();
        } catch (RuntimeException e) { // whatever the database says, it is asked again
            LOG.debug("it is not seen whether anything was put off, which is tried again", e);
        }
    }

    private static Map<String, Job> onSchedule(List<Job> jobs) {
        return jobs.stream()
                .filter(job -> job.policy().trigger() == JobPolicy.Trigger.ON_SCHEDULE)
                .collect(Collectors.toMap(Job::name, Function.identity()));
    }

    /** Lists nominal times that have become known, as those of forecasts do with the first frame of a store. */
    private static void listTimes(List<Job> timeless, JobStore jobs) {
        try {
            for (Job job : List.copyOf(timeless)) {
                if (job.policy().times().isPresent()) {
                    jobs.renew(job);
                    timeless.remove(job);
                }
            }
        } catch (JdbiException e) {
            LOG.debug("nominal times are not listed, which is tried again", e);
        }
    }

    private void look() {
        for (RunningAttempt attempt : running.list()) {
            try {
                Leases.Standing standing = leases.standing(attempt.attempt().id());
                if (!standing.overrun() && attempt.isOverrun(clock.instant())) {
                    leases.flagOverrun(attempt.attempt().id());
                }
                stopOf(attempt, standing).ifPresent(attempt::stop);
            } catch (JdbiException e) {
                LOG.debug(
                        "the database does not say how attempts stand", e); // those that hang on it fail by themselves
            }
        }
    }

    private static Optional<RunningAttempt.Stop> stopOf(RunningAttempt attempt, Leases.Standing standing) {
        if (!standing.held()) {
            return Optional.of(new RunningAttempt.Stop(Outcome.LOST_LEASE, "another attempt took over"));
        }
        if (standing.killedBy().isPresent()) {
            return Optional.of(new RunningAttempt.Stop(
                    Outcome.KILLED, "killed by " + standing.killedBy().get()));
        }
        return attempt.run().nominalTime().equals(Run.CONTINUOUS)
                ? standing.paused().map(reason -> new RunningAttempt.Stop(Outcome.ABANDONED, "paused by " + reason))
                : Optional.empty();
    }

    /**
     * Stops: no attempt begins any more. What runs all the time is interrupted; the rest may end by itself for half of the
     * configured time and is interrupted then. What still runs when the other half is over has no lease any more.
     */
    @Override
    public void close() {
        if (running.isClosed()) {
            return;
        }
        scheduler.pause();
        running.close();
        long half = stopWithin.toMillis() / 2;
        try {
            running.list().stream()
                    .filter(attempt -> attempt.run().nominalTime().equals(Run.CONTINUOUS))
                    .forEach(attempt -> attempt.stop(RunningAttempts.STOPPING));
            if (!running.awaitNone(half)) {
                running.list().forEach(attempt -> attempt.stop(RunningAttempts.STOPPING));
                running.awaitNone(half);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running.list().forEach(this::giveUp);
        lookout.shutdownNow();
        scheduler.stop();
        logs.close();
    }

    private void giveUp(RunningAttempt attempt) {
        LOG.warn(
                "attempt {} of {} did not end within {} s and is given up",
                attempt.attempt().id(),
                attempt.run().job(),
                stopWithin.toSeconds());
        try {
            leases.revoke(attempt.run(), "its server stopped and it did not end");
        } catch (JdbiException e) {
            LOG.warn("attempt {} keeps its lease: {}", attempt.attempt().id(), e.toString());
        }
    }
}
