package amagumo.server.jobs;

import amagumo.server.database.Database;
import amagumo.server.jobs.JobStore.ListedJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What people ask of jobs, by a command or over HTTP. All of it goes through the database, so it is the same for every server
 * on it, and for a command beside them. For several threads at once.
 */
public final class JobControl {

    private final JobStore jobs;
    private final AttemptStore attempts;
    private final JobQueue queue;
    private final InstantSource clock;
    private final Path logs;

    /**
     * @param logs directory of the logs of attempts
     */
    public JobControl(Database database, Path logs) {
        this.jobs = new JobStore(database.jdbi());
        this.attempts = new AttemptStore(database.jdbi());
        this.queue = JobQueue.of(database);
        this.clock = database.clock();
        this.logs = logs;
    }

    /**
     * A run that was asked for.
     *
     * @param run which it is
     * @param request what this request for it is called by
     */
    public record Requested(Run run, String request) {}

    /** All jobs by name, each with its newest attempt and what is to come. */
    public JobListing jobs() {
        return JobListing.of(
                jobs.list(), queue.agenda(), queue::has, job -> attempts.page(job, OptionalLong.empty(), 1));
    }

    /** How much there is to do on all servers. */
    public JobQueue.Length queueLength() {
        return queue.length();
    }

    /**
     * A job.
     *
     * @throws UnknownJobException if no server has it
     */
    public ListedJob job(String name) throws UnknownJobException {
        Optional<ListedJob> job = jobs.find(name);
        if (job.isEmpty()) {
            String known = jobs.list().stream().map(ListedJob::name).collect(Collectors.joining(", "));
            throw new UnknownJobException("there is no job '%s'; %s"
                    .formatted(name, known.isEmpty() ? "no server has run yet" : "there are " + known));
        }
        return job.get();
    }

    /**
     * A page of a job's attempts, newest first.
     *
     * @param before only attempts with a lower number than this
     * @param limit how many at most, at least 1
     */
    public List<Attempt> attempts(String job, OptionalLong before, int limit) throws UnknownJobException {
        return attempts.page(job(job).name(), before, limit);
    }

    /**
     * An attempt.
     *
     * @throws UnknownJobException if it is not kept
     */
    public Attempt attempt(long id) throws UnknownJobException {
        return attempts.find(id).orElseThrow(() -> new UnknownJobException("there is no attempt %d".formatted(id)));
    }

    /**
     * The part of an attempt's log that begins at an octet; it is empty where the log ends.
     *
     * @param from which octet, 0 for the first
     * @throws UnknownJobException if the attempt has no log
     */
    public LogPart log(long id, long from) throws IOException {
        Attempt attempt = attempt(id);
        Path file = AttemptLogs.file(logs, attempt.job(), id);
        if (!Files.exists(file)) {
            throw new UnknownJobException("attempt %d was %s and has no log: %s"
                    .formatted(id, attempt.outcome().text(), attempt.reason()));
        }
        return LogPart.read(file, from);
    }

    /**
     * Asks for a run of a job, now.
     *
     * @param at the nominal time that it is run for; by default the last one that passed, or now
     * @param startedBy see {@link Attempt#startedBy}
     * @param parameters of this run, by name
     * @throws RefusedParametersException if the job does not take them
     * @throws RefusedRequestException if the job runs all the time or is paused, or the run waits or is under way
     */
    public Requested run(String job, Optional<Instant> at, String startedBy, Map<String, String> parameters)
            throws UnknownJobException, RefusedParametersException, RefusedRequestException {
        ListedJob listed = job(job);
        Optional<String> refusal = RunParameter.refusal(job, listed.parameters(), parameters);
        if (refusal.isPresent()) {
            throw new RefusedParametersException(refusal.get());
        }
        if (listed.trigger() == JobPolicy.Trigger.CONTINUOUSLY) {
            throw new RefusedRequestException("the job %s runs all the time".formatted(job));
        }
        if (listed.paused().isPresent()) {
            throw new RefusedRequestException(
                    "the job %s is paused by %s".formatted(job, listed.paused().get()));
        }
        Instant now = Instant.ofEpochMilli(clock.millis());
        Instant time = at.map(given -> given.truncatedTo(ChronoUnit.MILLIS))
                .orElseGet(() -> listed.times().map(times -> times.latest(now)).orElse(now));
        Run run = new Run(job, time);
        return queue.request(run, startedBy, true, parameters)
                .map(request -> new Requested(run, request))
                .orElseThrow(() ->
                        new RefusedRequestException("the run of %s for %s waits or runs already".formatted(job, time)));
    }

    /** Whether a run waits or is under way. */
    public boolean isUnderWay(Requested requested) {
        return queue.has(requested.run());
    }

    /** The newest attempt that serves a request. */
    public Optional<Attempt> attemptOf(Requested requested) {
        return attempts.ofRequest(requested.run().job(), requested.request());
    }

    /**
     * Takes a run back that no server has begun.
     *
     * @return whether it is gone
     */
    public boolean withdraw(Requested requested) {
        return queue.withdraw(requested.run());
    }

    /**
     * Asks for the runs of a range of a job's nominal times that have not succeeded, oldest first, one at a time.
     *
     * @throws RefusedRequestException if its nominal times follow from no rule, or the range is being backfilled
     */
    public void backfill(String job, Instant from, Instant until, String startedBy)
            throws UnknownJobException, RefusedRequestException {
        if (job(job).times().isEmpty()) {
            throw new RefusedRequestException(
                    "the nominal times of %s follow from no rule; it is run for each by itself".formatted(job));
        }
        if (!queue.backfill(
                job, from.truncatedTo(ChronoUnit.MILLIS), until.truncatedTo(ChronoUnit.MILLIS), startedBy)) {
            throw new RefusedRequestException("this range is being backfilled already");
        }
    }

    /**
     * Ends the backfills of a job.
     *
     * @throws RefusedRequestException if there is none
     */
    public void cancelBackfills(String job) throws UnknownJobException, RefusedRequestException, InterruptedException {
        if (queue.cancelBackfills(job(job).name()) == 0) {
            throw new RefusedRequestException("no range of %s is being backfilled".formatted(job));
        }
    }

    /** From now on no run of a job begins, and one that runs all the time ends. */
    public void pause(String job, String by, String reason) throws UnknownJobException {
        jobs.pause(job(job).name(), by + (reason.isEmpty() ? "" : ": " + reason));
    }

    /** Runs of a job begin again. */
    public void resume(String job) throws UnknownJobException {
        jobs.resume(job(job).name());
    }

    /**
     * Asks for the end of an attempt, wherever it runs.
     *
     * @throws RefusedRequestException if it does not run
     */
    public void kill(long id, String by) throws RefusedRequestException {
        if (!attempts.kill(id, by)) {
            throw new RefusedRequestException("attempt %d does not run".formatted(id));
        }
    }

    /** The values that a job's runs left, by name. */
    public Map<String, String> parameters(String job) throws UnknownJobException {
        return jobs.parameters(job(job).name());
    }

    /** Sets a value beside those that a job's runs leave. */
    public void setParameter(String job, String name, String value) throws UnknownJobException {
        jobs.setParameter(job(job).name(), name, value);
    }
}
