package amagumo.server.verification;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Folds the scores of UTC days that are long over, of all stores: the rows of a day's forecasts become one for each nowcaster, model and
 * lead (and threshold), with the sums of theirs, the start of the day as its base time and empty versions. What is asked of whole days has
 * the same answer before and after. A day that is folded is closed: its forecasts are not compared again, as which of them were
 * compared is known no more. For several threads at once.
 */
public final class ScoreFolding {

    /** A day is folded once it has been over, and nothing of it compared, for so long. */
    static final Duration UNFOLDED = Duration.ofDays(8);

    /**
     * Of a run. With SQLite others may wait until it has folded them all, some seconds. A year that was never folded takes hourly runs
     * of two days.
     */
    static final int MOST_DAYS = 10;

    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    /** The days since 1970 of a base time: whole numbers are divided to whole numbers. */
    static final String DAY = "base_time / " + DAY_MS;

    private final Jdbi jdbi;

    public ScoreFolding(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The base times of a day of a store. */
    private record Day(String store, long start) {}

    /**
     * Folds the oldest days that are due, each in a transaction.
     *
     * @return how many days of a store were folded, ten at most
     */
    public int fold(Instant now) {
        List<Day> due = due(now.minus(UNFOLDED).truncatedTo(ChronoUnit.DAYS));
        due.forEach(day -> jdbi.useTransaction(handle -> fold(handle, day)));
        return due.size();
    }

    /** Days with rows that are not folded. */
    private List<Day> due(Instant before) {
        String statement = ("select store, %s as day from forecast_scores where base_time < :before group by store, %s"
                        + " having max(compared) < :before and max(forecast_version) <> '' order by day, store limit :most")
                .formatted(DAY, DAY);
        return jdbi.withHandle(handle -> handle.createQuery(statement)
                .bind("before", before.toEpochMilli())
                .bind("most", MOST_DAYS)
                .map((row, context) -> new Day(row.getString("store"), row.getLong("day") * DAY_MS))
                .list());
    }

    private static void fold(Handle handle, Day day) {
        takeTurn(handle);
        Map<String, String> scores = new LinkedHashMap<>();
        ScoreStore.VERSIONS.forEach(version -> scores.put(version, "''"));
        scores.put("compared", "max(compared)");
        fold(handle, ScoreStore.TABLE, ScoreStore.KEY, scores, ScoreStore.SUMS, day);
        fold(handle, ReliabilityStore.TABLE, ReliabilityStore.KEY, Map.of(), ReliabilityStore.SUMS, day);
    }

    /**
     * Folds the rows of a day in one table. A forecast that has the start of the day as its base time has the key of the sum already,
     * which takes its place.
     *
     * @param more columns that are neither in the key nor summed, and what becomes of them
     */
    private static void fold(
            Handle handle, String table, List<String> key, Map<String, String> more, List<String> sums, Day day) {
        Map<String, String> values = new LinkedHashMap<>(more);
        values.put("forecasts", "sum(forecasts)");
        sums.forEach(column -> values.put(column, "sum(%s)".formatted(column)));
        Map<String, String> columns = new LinkedHashMap<>();
        key.forEach(column -> columns.put(column, column));
        columns.put("base_time", ":start");
        columns.putAll(values);
        String groups =
                key.stream().filter(column -> !column.equals("base_time")).collect(Collectors.joining(", "));
        String rows = " from %s where store = :store and base_time < :next and base_time ".formatted(table);
        String add = "insert into %s (%s) select %s%s >= :start group by %s%s"
                .formatted(
                        table,
                        String.join(", ", columns.keySet()),
                        String.join(", ", columns.values()),
                        rows,
                        groups,
                        ScoreStore.replacing(key, values.keySet()));
        for (String statement : List.of(add, "delete" + rows + "> :start")) {
            handle.createUpdate(statement)
                    .bind("store", day.store())
                    .bind("start", day.start())
                    .bind("next", day.start() + DAY_MS)
                    .execute();
        }
    }

    /** Waits until nobody else adds scores or folds them; who has the turn has it to the end of the transaction. */
    static void takeTurn(Handle handle) {
        handle.execute("update counters set last_value = last_value + 1 where name = 'scores'");
    }

    /** Those days of some base times of a store that are folded. */
    static Set<LocalDate> folded(Handle handle, String store, Collection<Instant> bases) {
        Set<Long> starts = bases.stream()
                .map(base -> base.truncatedTo(ChronoUnit.DAYS).toEpochMilli())
                .collect(Collectors.toSet());
        if (starts.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(handle.createQuery("select distinct " + DAY + " from forecast_scores"
                        + " where store = :store and base_time in (<starts>) and forecast_version = ''")
                .bind("store", store)
                .bindList("starts", new ArrayList<>(starts))
                .map((row, context) -> LocalDate.ofEpochDay(row.getLong(1)))
                .list());
    }

    /** The day that a base time is of. */
    static LocalDate day(Instant base) {
        return LocalDate.ofInstant(base, ZoneOffset.UTC);
    }
}
