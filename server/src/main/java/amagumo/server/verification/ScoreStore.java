package amagumo.server.verification;

import amagumo.model.verification.LeadSums;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The sums of the scores of a store's forecasts, in the table {@code forecast_scores}, and {@linkplain #reliability() those of their
 * probabilities}: of each forecast, and of {@linkplain ScoreFolding days that are long over} in one. For several threads at once.
 */
public final class ScoreStore {

    static final String TABLE = "forecast_scores";

    /** What tells the rows of a forecast, model and lead from others. */
    static final List<String> KEY = List.of("store", "base_time", "nowcaster", "model_version", "lead_minutes");

    static final List<String> VERSIONS = List.of("forecast_version", "observation_version");
    static final List<String> SUMS = sums();

    private final Jdbi jdbi;
    private final String store;
    private final ReliabilityStore reliability;

    /**
     * @param store name of the store that is forecast
     */
    public ScoreStore(Jdbi jdbi, String store) {
        this.jdbi = jdbi;
        this.store = store;
        this.reliability = new ReliabilityStore(jdbi, store);
    }

    /** The sums of their probabilities. */
    public ReliabilityStore reliability() {
        return reliability;
    }

    /** The names of the stores whose forecasts were ever compared, in order. */
    public static List<String> stores(Jdbi jdbi) {
        return jdbi.withHandle(handle -> handle.createQuery("select distinct store from forecast_scores order by store")
                .mapTo(String.class)
                .list());
    }

    /** The last day of which a forecast was compared, UTC. */
    public Optional<LocalDate> newestDay() {
        return jdbi.withHandle(handle -> handle.createQuery("select base_time from forecast_scores where store = :store"
                        + " order by base_time desc limit 1")
                .bind("store", store)
                .map((row, context) -> ScoreFolding.day(Instant.ofEpochMilli(row.getLong("base_time"))))
                .findOne());
    }

    /** Those days of some base times that are folded: nothing of them is compared any more. */
    Set<LocalDate> folded(Collection<Instant> bases) {
        return jdbi.withHandle(handle -> ScoreFolding.folded(handle, store, bases));
    }

    /** What was compared of the forecasts from a base time on, and of at least one more base time. */
    Set<Comparison> comparisons(Instant from, Set<Instant> named) {
        String rows = "select base_time, nowcaster, lead_minutes, forecast_version, observation_version from"
                + " forecast_scores where store = :store and base_time ";
        // With "or" instead, SQLite reads all rows of the store.
        return jdbi.withHandle(handle -> new HashSet<>(handle.createQuery(
                        rows + ">= :from union all " + rows + "in (<named>)")
                .bind("store", store)
                .bindList("named", named.stream().map(Instant::toEpochMilli).toList())
                .bind("from", from.toEpochMilli())
                .map((row, context) -> new Comparison(
                        Instant.ofEpochMilli(row.getLong("base_time")),
                        row.getString("nowcaster"),
                        row.getInt("lead_minutes"),
                        row.getString("forecast_version"),
                        row.getString("observation_version")))
                .list()));
    }

    /**
     * Keeps scores; one of the same forecast, model and lead takes the place of what was there. Those of days that have been folded
     * meanwhile are left out.
     *
     * @param handle in a transaction
     * @param compared when
     */
    void put(Handle handle, List<ForecastScore> scores, Instant compared) {
        ScoreFolding.takeTurn(handle);
        Set<LocalDate> folded = ScoreFolding.folded(
                handle,
                store,
                scores.stream().map(score -> score.comparison().baseTime()).toList());
        List<ForecastScore> open = scores.stream()
                .filter(score ->
                        !folded.contains(ScoreFolding.day(score.comparison().baseTime())))
                .toList();
        if (!open.isEmpty()) {
            putOpen(handle, open, compared);
            reliability.put(handle, open);
        }
    }

    private void putOpen(Handle handle, List<ForecastScore> scores, Instant compared) {
        List<String> values = new ArrayList<>(VERSIONS);
        values.add("compared");
        values.addAll(SUMS);
        List<String> columns = new ArrayList<>(KEY);
        columns.addAll(values);
        PreparedBatch batch = handle.prepareBatch(insertion(TABLE, columns) + replacing(KEY, values));
        for (ForecastScore score : scores) {
            Comparison comparison = score.comparison();
            bindKey(batch, store, score)
                    .bind("forecast_version", comparison.forecastVersion())
                    .bind("observation_version", comparison.observationVersion())
                    .bind("compared", compared.toEpochMilli());
            columns(score.sums()).forEach(batch::bind);
            batch.add();
        }
        batch.execute();
    }

    /** The sums of what is asked for, by nowcaster, model, lead and, if so asked, day, in this order. */
    public List<LeadScores> sums(ScoreQuery asked) {
        String groups = "nowcaster, model_version, lead_minutes" + (asked.byDay() ? ", " + ScoreFolding.DAY : "");
        String statement =
                "select %s, sum(forecasts) as frames, %s from forecast_scores where %s group by %s order by %s"
                        .formatted(
                                asked.byDay() ? groups + " as day" : groups,
                                summed(SUMS),
                                asked.where(),
                                groups,
                                groups);
        return jdbi.withHandle(handle -> asked.bind(handle.createQuery(statement), store)
                .map((row, context) -> new LeadScores(
                        row.getString("nowcaster"),
                        row.getString("model_version"),
                        row.getInt("lead_minutes"),
                        asked.byDay() ? Optional.of(LocalDate.ofEpochDay(row.getLong("day"))) : Optional.empty(),
                        sums(row)))
                .list());
    }

    /** Gives a statement the values of {@link #KEY}. */
    static PreparedBatch bindKey(PreparedBatch batch, String store, ForecastScore score) {
        return batch.bind("store", store)
                .bind("base_time", score.comparison().baseTime().toEpochMilli())
                .bind("nowcaster", score.comparison().nowcaster())
                .bind("model_version", score.modelVersion())
                .bind("lead_minutes", score.comparison().leadMinutes());
    }

    /** What inserts a row whose columns are bound by their names. */
    static String insertion(String table, List<String> columns) {
        return "insert into %s (%s) values (%s)"
                .formatted(
                        table,
                        String.join(", ", columns),
                        columns.stream().map(column -> ":" + column).collect(Collectors.joining(", ")));
    }

    /** What lets an insertion take the place of the row with the same key. */
    static String replacing(List<String> key, Collection<String> values) {
        return " on conflict (%s) do update set %s"
                .formatted(
                        String.join(", ", key),
                        values.stream()
                                .map(value -> value + " = excluded." + value)
                                .collect(Collectors.joining(", ")));
    }

    /** What columns are summed to, under their own names. */
    static String summed(List<String> columns) {
        return columns.stream()
                .map(column -> "sum(%s) as %s".formatted(column, column))
                .collect(Collectors.joining(", "));
    }

    /** The sums over all leads of the forecasts from a base time on, by nowcaster. */
    public Map<String, LeadSums> sumsByNowcaster(Instant from) {
        return sums(ScoreQuery.since(from)).stream()
                .collect(Collectors.toMap(LeadScores::nowcaster, LeadScores::sums, LeadSums::plus));
    }

    private static List<String> sums() {
        return List.copyOf(columns(LeadSums.NONE).keySet());
    }

    /** The sums of one frame by the columns that keep them. */
    private static Map<String, Object> columns(LeadSums sums) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("cells", sums.cells());
        columns.put("squared_error", sums.squaredError());
        columns.put("absolute_error", sums.absoluteError());
        columns.put("forecast", sums.forecast());
        columns.put("observed", sums.observed());
        columns.put("product", sums.product());
        columns.put("forecast_squared", sums.forecastSquared());
        columns.put("observed_squared", sums.observedSquared());
        columns.put("correlation", sums.correlations());
        columns.put("rainy", sums.rainyFrames());
        columns.put("fss_difference", sums.fssDifference());
        columns.put("fss_sum", sums.fssSum());
        for (int k = 0; k < LeadSums.THRESHOLDS_MM_H.size(); k++) {
            columns.put("hits" + threshold(k), sums.events().get(k).hits());
            columns.put("misses" + threshold(k), sums.events().get(k).misses());
            columns.put("false_alarms" + threshold(k), sums.events().get(k).falseAlarms());
        }
        return columns;
    }

    private static LeadSums sums(ResultSet row) throws SQLException {
        List<LeadSums.Events> events = new ArrayList<>();
        for (int k = 0; k < LeadSums.THRESHOLDS_MM_H.size(); k++) {
            events.add(new LeadSums.Events(
                    row.getLong("hits" + threshold(k)),
                    row.getLong("misses" + threshold(k)),
                    row.getLong("false_alarms" + threshold(k))));
        }
        return new LeadSums(
                row.getLong("frames"),
                row.getLong("cells"),
                row.getDouble("squared_error"),
                row.getDouble("absolute_error"),
                row.getDouble("forecast"),
                row.getDouble("observed"),
                row.getDouble("product"),
                row.getDouble("forecast_squared"),
                row.getDouble("observed_squared"),
                row.getDouble("correlation"),
                row.getLong("rainy"),
                row.getDouble("fss_difference"),
                row.getDouble("fss_sum"),
                events);
    }

    /** Such as {@code _0_5} and {@code _20}. */
    private static String threshold(int k) {
        return "_"
                + Float.toString(LeadSums.THRESHOLDS_MM_H.get(k))
                        .replaceFirst("\\.0$", "")
                        .replace('.', '_');
    }
}
