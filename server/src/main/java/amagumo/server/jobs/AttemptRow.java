package amagumo.server.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** An attempt as a row of the table. */
final class AttemptRow {

    static final String COLUMNS =
            "id, job, nominal_time, started_by, retry_of, parameters, server, start_time, end_time, outcome, reason, overrun";

    private AttemptRow() {}

    static void insert(Handle handle, Attempt attempt, Run run, String request) {
        handle.createUpdate("insert into attempts (" + COLUMNS + ", instance, request) values (:id, :job, :nominal,"
                        + " :startedBy, :retryOf, :parameters, :server, :start, :end, :outcome, :reason, :overrun,"
                        + " :instance, :request)")
                .bind("id", attempt.id())
                .bind("job", attempt.job())
                .bind("nominal", attempt.nominalTime().toEpochMilli())
                .bind("startedBy", attempt.startedBy())
                .bind(
                        "retryOf",
                        attempt.retryOf().isPresent() ? (Long) attempt.retryOf().getAsLong() : null)
                .bind("parameters", ParametersJson.write(attempt.parameters()))
                .bind("server", attempt.server())
                .bind("start", attempt.start().toEpochMilli())
                .bind("end", attempt.end().map(Instant::toEpochMilli).orElse(null))
                .bind("outcome", attempt.outcome().text())
                .bind("reason", attempt.reason())
                .bind("overrun", attempt.overrun())
                .bind("instance", run.instance())
                .bind("request", request)
                .execute();
    }

    static Attempt read(ResultSet row) throws SQLException {
        long retryOf = row.getLong("retry_of");
        OptionalLong retry = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(retryOf);
        long end = row.getLong("end_time");
        Optional<Instant> ended = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(end));
        return new Attempt(
                row.getLong("id"),
                row.getString("job"),
                Instant.ofEpochMilli(row.getLong("nominal_time")),
                row.getString("started_by"),
                retry,
                ParametersJson.read(row.getString("parameters")),
                row.getString("server"),
                Instant.ofEpochMilli(row.getLong("start_time")),
                ended,
                Outcome.of(row.getString("outcome")),
                row.getString("reason"),
                row.getBoolean("overrun"));
    }
}
