package amagumo.server.jobs;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** The attempts of all jobs, as they are kept. */
public final class AttemptStore {

    private final Jdbi jdbi;

    public AttemptStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Asks for the end of an attempt, wherever it runs.
     *
     * @return whether it runs
     */
    public boolean kill(long attempt, String by) {
        return jdbi.withHandle(handle ->
                handle.createUpdate("update attempts set killed_by = :by where id = :id and outcome = :running")
                                .bind("by", by)
                                .bind("id", attempt)
                                .bind("running", Outcome.RUNNING.text())
                                .execute()
                        == 1);
    }

    /** An attempt, if it is kept. */
    public Optional<Attempt> find(long id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select " + AttemptRow.COLUMNS + " from attempts where id = :id")
                        .bind("id", id)
                        .map((row, context) -> AttemptRow.read(row))
                        .findOne());
    }

    /**
     * A page of a job's attempts, newest first.
     *
     * @param before only attempts with a lower number than this
     * @param limit how many at most, at least 1
     */
    public List<Attempt> page(String job, OptionalLong before, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + AttemptRow.COLUMNS
                        + " from attempts where job = :job and id < :before order by id desc limit :limit")
                .bind("job", job)
                .bind("before", before.orElse(Long.MAX_VALUE))
                .bind("limit", limit)
                .map((row, context) -> AttemptRow.read(row))
                .list());
    }

    /** The newest attempt for a nominal time, by which the run stands: a retry that succeeds is a success. */
    public Optional<Attempt> latest(String job, Instant nominalTime) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + AttemptRow.COLUMNS
                        + " from attempts where job = :job and nominal_time = :time order by id desc limit 1")
                .bind("job", job)
                .bind("time", nominalTime.toEpochMilli())
                .map((row, context) -> AttemptRow.read(row))
                .findOne());
    }

    /** The nominal times that succeeded, from one on and before another. */
    Set<Instant> succeeded(String job, Instant from, Instant end) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select distinct nominal_time from attempts where job = :job"
                                + " and nominal_time >= :from and nominal_time < :end and outcome = :succeeded")
                        .bind("job", job)
                        .bind("from", from.toEpochMilli())
                        .bind("end", end.toEpochMilli())
                        .bind("succeeded", Outcome.SUCCEEDED.text())
                        .map((row, context) -> Instant.ofEpochMilli(row.getLong(1)))
                        .set());
    }

    /** The newest attempt that serves a request. */
    public Optional<Attempt> ofRequest(String job, String request) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + AttemptRow.COLUMNS
                        + " from attempts where job = :job and request = :request order by id desc limit 1")
                .bind("job", job)
                .bind("request", request)
                .map((row, context) -> AttemptRow.read(row))
                .findOne());
    }

    /** Attempts that run now, on whatever server. */
    public List<Attempt> running() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select " + AttemptRow.COLUMNS + " from attempts where outcome = :running order by id")
                .bind("running", Outcome.RUNNING.text())
                .map((row, context) -> AttemptRow.read(row))
                .list());
    }

    /** What is done with an attempt that goes. */
    @FunctionalInterface
    public interface Removal {
        /** Removes what belongs to it. */
        void of(Attempt attempt) throws IOException;
    }

    /**
     * Forgets attempts that have ended before a moment, but for the newest of each job.
     *
     * @param first is told of each before it goes, so that nothing stays that belongs to an attempt that is forgotten
     * @return how many are gone
     */
    public int prune(Instant before, Removal first) throws IOException {
        String old =
                " from attempts where end_time < :before and id not in (select max(id) from attempts group by job)";
        List<Attempt> going = jdbi.withHandle(handle -> handle.createQuery("select " + AttemptRow.COLUMNS + old)
                .bind("before", before.toEpochMilli())
                .map((row, context) -> AttemptRow.read(row))
                .list());
        for (Attempt attempt : going) {
            first.of(attempt);
        }
        return jdbi.withHandle(handle -> handle.createUpdate("delete" + old)
                .bind("before", before.toEpochMilli())
                .execute());
    }
}
