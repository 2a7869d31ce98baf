package amagumo.server.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The jobs that servers on this database have, whether they are paused, and the values that their runs leave. */
public final class JobStore {

    /**
     * A job as commands see it.
     *
     * @param name its name
     * @param trigger what begins its runs
     * @param times its nominal times, where they follow from a rule
     * @param paused who paused it and why, if it is paused
     * @param parameters what whoever asks for a run may give it
     */
    public record ListedJob(
            String name,
            JobPolicy.Trigger trigger,
            Optional<NominalTimes> times,
            Optional<String> paused,
            List<RunParameter> parameters) {}

    private final Jdbi jdbi;

    public JobStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Lists a server's jobs; what is paused stays so.
     *
     * @param alone whether no other server has jobs here: then those that this one does not have are no longer listed
     */
    void register(List<Job> jobs, boolean alone) {
        jdbi.useTransaction(handle -> {
            if (alone) {
                handle.createUpdate("delete from jobs where name not in (<names>)")
                        .bindList("names", jobs.stream().map(Job::name).toList())
                        .execute();
            }
            jobs.forEach(job -> put(handle, job));
        });
    }

    /** Lists a job whose nominal times are known by now. */
    void renew(Job job) {
        jdbi.useHandle(handle -> put(handle, job));
    }

    /** Another server may do the same at the same time. */
    private static void put(Handle handle, Job job) {
        Optional<NominalTimes> times = job.policy().times();
        handle.createUpdate("insert into jobs (name, trigger_name, period_ms, offset_ms, run_parameters)"
                        + " values (:name, :trigger, :period, :offset, :parameters) on conflict (name) do update set"
                        + " trigger_name = excluded.trigger_name, period_ms = excluded.period_ms,"
                        + " offset_ms = excluded.offset_ms, run_parameters = excluded.run_parameters")
                .bind("name", job.name())
                .bind("trigger", job.policy().trigger().name())
                .bind("period", times.map(given -> given.period().toMillis()).orElse(null))
                .bind("offset", times.map(given -> given.offset().toMillis()).orElse(null))
                .bind("parameters", ParametersJson.writeTaken(job.policy().parameters()))
                .execute();
    }

    /** All jobs by name. */
    public List<ListedJob> list() {
        return jdbi.withHandle(handle -> handle.createQuery("select * from jobs order by name")
                .map((row, context) -> read(row))
                .list());
    }

    /** A job, if a server has it. */
    public Optional<ListedJob> find(String name) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from jobs where name = :name")
                .bind("name", name)
                .map((row, context) -> read(row))
                .findOne());
    }

    private static ListedJob read(ResultSet row) throws SQLException {
        long period = row.getLong("period_ms");
        Optional<NominalTimes> times = row.wasNull()
                ? Optional.empty()
                : Optional.of(new NominalTimes(Duration.ofMillis(period), Duration.ofMillis(row.getLong("offset_ms"))));
        return new ListedJob(
                row.getString("name"),
                JobPolicy.Trigger.valueOf(row.getString("trigger_name")),
                times,
                Optional.ofNullable(row.getString("paused")),
                ParametersJson.readTaken(row.getString("run_parameters")));
    }

    /** Who paused a job and why, if it is paused. */
    Optional<String> paused(String name) {
        return find(name).flatMap(ListedJob::paused);
    }

    /** From now on no run of a job begins, and one that runs all the time ends. */
    public void pause(String name, String reason) {
        setPaused(name, reason);
    }

    /** Runs of a job begin again. */
    public void resume(String name) {
        setPaused(name, null);
    }

    private void setPaused(String name, String reason) {
        jdbi.useHandle(handle -> handle.createUpdate("update jobs set paused = :reason where name = :name")
                .bind("reason", reason)
                .bind("name", name)
                .execute());
    }

    /** The values that a job's runs left, by name. */
    public Map<String, String> parameters(String job) {
        Map<String, String> parameters = new TreeMap<>();
        jdbi.useHandle(handle -> handle.createQuery("select name, content from job_parameters where job = :job")
                .bind("job", job)
                .map((row, context) -> parameters.put(row.getString("name"), row.getString("content")))
                .list());
        return parameters;
    }

    /** Sets a value beside those that a job's runs leave. */
    public void setParameter(String job, String name, String value) {
        jdbi.useTransaction(handle -> setParameter(handle, job, name, value));
    }

    static void setParameter(Handle handle, String job, String name, String value) {
        handle.createUpdate("insert into job_parameters (job, name, content) values (:job, :name, :value)"
                        + " on conflict (job, name) do update set content = excluded.content")
                .bind("job", job)
                .bind("name", name)
                .bind("value", value)
                .execute();
    }
}
