package amagumo.server.jobs;

import amagumo.server.event.EventKind;
import amagumo.server.event.EventLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;

/**
 * Who may store the result of a run. An attempt's number is its lease, a fencing token: to begin one takes the lease from an
 * older attempt of the same run, and what an attempt stores, its own success included, is stored in one transaction with the
 * check that the lease is still its own. So however wrong clocks are and however late a server notices that it was given
 * up, of two attempts of one run one stores.
 */
final class Leases {

    /**
     * How a running attempt stands, as others see it.
     *
     * @param held whether it has its lease
     * @param overrun whether it is known to take longer than expected
     * @param killedBy who wants it to end, if anybody does
     * @param paused who paused its job and why, if it is paused
     */
    record Standing(boolean held, boolean overrun, Optional<String> killedBy, Optional<String> paused) {}

    private final Jdbi jdbi;
    private final InstantSource clock;

    Leases(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Begins an attempt: from now on no older attempt of this run stores anything. */
    Attempt begin(Run run, RunRequest request, Instant nominalTime, String server) {
        return jdbi.inTransaction(handle -> {
            long id = nextId(handle);
            String takenOver = "attempt %d took over".formatted(id);
            List<Attempt> lost = endLost(handle, run, takenOver);
            int moved = handle.createUpdate("update leases set attempt = :id where job = :job and instance = :instance")
                    .bind("id", id)
                    .bind("job", run.job())
                    .bind("instance", run.instance())
                    .execute();
            if (moved == 0) {
                handle.createUpdate("insert into leases (job, instance, attempt) values (:job, :instance, :id)")
                        .bind("id", id)
                        .bind("job", run.job())
                        .bind("instance", run.instance())
                        .execute();
            }
            Attempt attempt = new Attempt(
                    id,
                    run.job(),
                    nominalTime,
                    request.startedBy(),
                    request.retryOf(),
                    request.parameters(),
                    server,
                    now(),
                    Optional.empty(),
                    Outcome.RUNNING,
                    "",
                    false);
            AttemptRow.insert(handle, attempt, run, request.id());
            tellOfLost(handle, lost, takenOver);
            tell(handle, attempt, attempt.outcome(), attempt.reason());
            return attempt;
        });
    }

    /** Keeps that a run was not begun, and why. */
    Attempt skip(Run run, RunRequest request, String server, String reason) {
        return jdbi.inTransaction(handle -> {
            Instant now = now();
            Attempt attempt = new Attempt(
                    nextId(handle),
                    run.job(),
                    run.nominalTime(),
                    request.startedBy(),
                    request.retryOf(),
                    request.parameters(),
                    server,
                    now,
                    Optional.of(now),
                    Outcome.SKIPPED,
                    reason,
                    false);
            AttemptRow.insert(handle, attempt, run, request.id());
            tell(handle, attempt, attempt.outcome(), attempt.reason());
            return attempt;
        });
    }

    /**
     * Ends an attempt.
     *
     * @return whether it had its lease until now; if not, it stays what it was when it lost that
     */
    boolean end(Attempt attempt, Run run, Outcome outcome, String reason, boolean overrun) {
        return jdbi.inTransaction(handle -> {
            int ended = handle.createUpdate("update attempts set end_time = :now, outcome = :outcome, reason = :reason,"
                            + " overrun = :overrun where id = :id and outcome = :running")
                    .bind("now", now().toEpochMilli())
                    .bind("outcome", outcome.text())
                    .bind("reason", reason)
                    .bind("overrun", overrun)
                    .bind("id", attempt.id())
                    .bind("running", Outcome.RUNNING.text())
                    .execute();
            handle.createUpdate("delete from leases where job = :job and instance = :instance and attempt = :id")
                    .bind("job", run.job())
                    .bind("instance", run.instance())
                    .bind("id", attempt.id())
                    .execute();
            if (ended == 1) {
                tell(handle, attempt, outcome, reason);
            }
            return ended == 1;
        });
    }

    /** Takes the lease from whatever attempt of a run has it, as nothing is heard of its server. */
    void revoke(Run run, String reason) {
        jdbi.useTransaction(handle -> {
            List<Attempt> lost = endLost(handle, run, reason);
            handle.createUpdate("delete from leases where job = :job and instance = :instance")
                    .bind("job", run.job())
                    .bind("instance", run.instance())
                    .execute();
            tellOfLost(handle, lost, reason);
        });
    }

    /** Whether an attempt still has its lease. */
    boolean holds(Run run, long attempt) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "select count(*) from leases where job = :job and instance = :instance and attempt = :id")
                        .bind("job", run.job())
                        .bind("instance", run.instance())
                        .bind("id", attempt)
                        .mapTo(Integer.class)
                        .one()
                == 1);
    }

    /**
     * Stores in one transaction with the check that an attempt has its lease.
     *
     * @throws LeaseLostException if it has not; nothing is stored
     */
    <X extends Exception> void store(Run run, long attempt, HandleConsumer<X> work) throws X {
        jdbi.useTransaction(handle -> {
            int held = handle.createUpdate("update leases set attempt = attempt"
                            + " where job = :job and instance = :instance and attempt = :id")
                    .bind("job", run.job())
                    .bind("instance", run.instance())
                    .bind("id", attempt)
                    .execute();
            if (held == 0) {
                throw new LeaseLostException(run, attempt);
            }
            work.useHandle(handle);
        });
    }

    /** Whether a request was served with success before, by a server that ended before it could say so. */
    boolean isServed(String job, String request) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "select count(*) from attempts where job = :job and request = :request and outcome = :succeeded")
                        .bind("job", job)
                        .bind("request", request)
                        .bind("succeeded", Outcome.SUCCEEDED.text())
                        .mapTo(Integer.class)
                        .one()
                > 0);
    }

    /** How many attempts a request has had that ended with their server. */
    int lost(String job, String request) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from attempts where job = :job and request = :request and outcome = :lost")
                .bind("job", job)
                .bind("request", request)
                .bind("lost", Outcome.LOST_LEASE.text())
                .mapTo(Integer.class)
                .one());
    }

    /** How a running attempt stands. */
    Standing standing(long attempt) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select l.attempt, a.overrun, a.killed_by, j.paused from attempts a"
                                + " left join leases l on l.job = a.job and l.instance = a.instance"
                                + " left join jobs j on j.name = a.job where a.id = :id")
                        .bind("id", attempt)
                        .map((row, context) -> new Standing(
                                row.getLong("attempt") == attempt,
                                row.getBoolean("overrun"),
                                Optional.ofNullable(row.getString("killed_by")),
                                Optional.ofNullable(row.getString("paused"))))
                        .findOne()
                        .orElse(new Standing(false, false, Optional.empty(), Optional.empty())));
    }

    /** Keeps of a running attempt that it takes longer than expected. */
    void flagOverrun(long attempt) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update attempts set overrun = :yes where id = :id and outcome = :running")
                .bind("yes", true)
                .bind("id", attempt)
                .bind("running", Outcome.RUNNING.text())
                .execute());
    }

    /** Takes back all leases and frees what waits for dead servers: this one is the only one, and just starts. */
    void takeAllBack() {
        String reason = "its server ended without a word";
        jdbi.useTransaction(handle -> {
            List<Attempt> lost = endLost(handle, "", Map.of(), reason);
            handle.execute("delete from leases");
            handle.execute("update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null,"
                    + " version = version + 1 where picked = true");
            tellOfLost(handle, lost, reason);
        });
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    private static long nextId(Handle handle) {
        handle.execute("update counters set last_value = last_value + 1 where name = 'attempt'");
        return handle.createQuery("select last_value from counters where name = 'attempt'")
                .mapTo(Long.class)
                .one();
    }

    private List<Attempt> endLost(Handle handle, Run run, String reason) {
        Map<String, String> which = Map.of("job", run.job(), "instance", run.instance());
        return endLost(handle, " and job = :job and instance = :instance", which, reason);
    }

    /** Ends attempts that run, and says which: they are to be told of at the end of the transaction. */
    private List<Attempt> endLost(Handle handle, String and, Map<String, String> which, String reason) {
        List<Attempt> lost = handle.createQuery(
                        "select " + AttemptRow.COLUMNS + " from attempts where outcome = :running" + and)
                .bind("running", Outcome.RUNNING.text())
                .bindMap(which)
                .map((row, context) -> AttemptRow.read(row))
                .list();
        handle.createUpdate("update attempts set end_time = :now, outcome = :lost, reason = :reason"
                        + " where outcome = :running" + and)
                .bind("now", now().toEpochMilli())
                .bind("lost", Outcome.LOST_LEASE.text())
                .bind("reason", reason)
                .bind("running", Outcome.RUNNING.text())
                .bindMap(which)
                .execute();
        return lost;
    }

    private void tellOfLost(Handle handle, List<Attempt> lost, String reason) {
        lost.forEach(attempt -> tell(handle, attempt, Outcome.LOST_LEASE, reason));
    }

    private void tell(Handle handle, Attempt attempt, Outcome outcome, String reason) {
        EventLog.append(
                handle,
                EventKind.JOB,
                "%d %s".formatted(attempt.id(), outcome.text()),
                now(),
                Map.of(
                        "attempt", attempt.id(),
                        "job", attempt.job(),
                        "nominalTime", attempt.nominalTime().toString(),
                        "outcome", outcome.text(),
                        "reason", reason));
    }
}
