package amagumo.server.verification;

import amagumo.model.verification.ReliabilitySums;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The sums of the reliability of the probabilities of a store's forecasts, in the table {@code forecast_reliability}. For several
 * threads at once.
 */
public final class ReliabilityStore {

    static final String TABLE = "forecast_reliability";

    /** What tells its rows from others. */
    static final List<String> KEY =
            Stream.concat(ScoreStore.KEY.stream(), Stream.of("threshold")).toList();

    static final List<String> SUMS = List.copyOf(columns(ReliabilitySums.NONE).keySet());

    private final Jdbi jdbi;
    private final String store;

    ReliabilityStore(Jdbi jdbi, String store) {
        this.jdbi = jdbi;
        this.store = store;
    }

    /**
     * Keeps what scores say of probabilities; those of a forecast, model and lead take the place of what was there, if only by
     * there being none.
     *
     * @param handle in a transaction
     * @param scores at least one
     */
    void put(Handle handle, List<ForecastScore> scores) {
        PreparedBatch delete = handle.prepareBatch("delete from forecast_reliability where "
                + ScoreStore.KEY.stream()
                        .map(column -> column + " = :" + column)
                        .collect(Collectors.joining(" and ")));
        scores.forEach(score -> ScoreStore.bindKey(delete, store, score).add());
        delete.execute();
        List<String> columns = new ArrayList<>(KEY);
        columns.addAll(SUMS);
        PreparedBatch insert = handle.prepareBatch(ScoreStore.insertion(TABLE, columns));
        for (ForecastScore score : scores) {
            score.reliability().forEach((threshold, sums) -> {
                ScoreStore.bindKey(insert, store, score).bind("threshold", threshold.doubleValue());
                columns(sums).forEach(insert::bind);
                insert.add();
            });
        }
        if (insert.size() > 0) {
            insert.execute();
        }
    }

    /** The sums of what is asked for, over all its days, by nowcaster, model, lead and threshold, in this order. */
    public List<LeadReliability> sums(ScoreQuery asked) {
        String groups = "nowcaster, model_version, lead_minutes, threshold";
        String statement =
                "select %s, sum(forecasts) as forecasts, %s from forecast_reliability where %s group by %s order by %s"
                        .formatted(groups, ScoreStore.summed(SUMS), asked.where(), groups, groups);
        return jdbi.withHandle(handle -> asked.bind(handle.createQuery(statement), store)
                .map((row, context) -> new LeadReliability(
                        row.getString("nowcaster"),
                        row.getString("model_version"),
                        row.getInt("lead_minutes"),
                        row.getFloat("threshold"),
                        row.getLong("forecasts"),
                        sums(row)))
                .list());
    }

    /** The sums by the columns that keep them. */
    private static Map<String, Object> columns(ReliabilitySums sums) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("squared_errors", sums.squaredErrors());
        for (int bin = 0; bin < ReliabilitySums.BINS; bin++) {
            columns.put("cases_" + bin, sums.bins().get(bin).cases());
            columns.put("events_" + bin, sums.bins().get(bin).events());
            columns.put("probabilities_" + bin, sums.bins().get(bin).probabilities());
        }
        return columns;
    }

    private static ReliabilitySums sums(ResultSet row) throws SQLException {
        List<ReliabilitySums.Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < ReliabilitySums.BINS; bin++) {
            bins.add(new ReliabilitySums.Bin(
                    row.getLong("cases_" + bin), row.getLong("events_" + bin), row.getDouble("probabilities_" + bin)));
        }
        return new ReliabilitySums(row.getDouble("squared_errors"), bins);
    }
}
