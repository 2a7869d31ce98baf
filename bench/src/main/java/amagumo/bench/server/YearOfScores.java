package amagumo.bench.server;

import amagumo.server.config.DatabaseSettings;
import amagumo.server.database.Database;
import amagumo.server.verification.ScoreFolding;
import amagumo.server.verification.ScoreQuery;
import amagumo.server.verification.ScoreStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * What made-up scores of many days take in SQLite and how much processor time questions about them take: of 5-minute frames, a model
 * with probabilities of six thresholds and two other nowcasters. Arguments: a new directory, how many days, and {@code fold} if each day
 * is followed by a run of what folds days, else {@code keep}. To {@code fold}, all days but the last have one base time: what is left of
 * a day is the same.
 */
public final class YearOfScores {

    private static final String STORE = "kanto";
    private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration STEP = Duration.ofMinutes(5);
    /** Of these the first are folded before the last have come. */
    private static final int WHOLE_DAYS = 20;

    private static final int RUNS = 5;
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    /** The rows of a day are the product of these. */
    private static final String DAYS_ROWS =
            """
            with recursive bases(base_time) as
              (select :first union all select base_time + :step from bases where base_time + :step < :end),
            leads(lead_minutes) as (select 5 union all select lead_minutes + 5 from leads where lead_minutes < 75),
            nowcasters(nowcaster, model_version) as
              (values ('convlstm', '%s'), ('persistence', ''), ('rover', '')),
            thresholds(threshold) as (values (0.5), (1), (2), (5), (10), (20))
            """
                    .formatted("0123456789abcdef".repeat(4));

    /** What columns hold that are not sums. */
    private static final Map<String, String> COLUMNS = Map.of(
            "store", "'" + STORE + "'",
            "base_time", "base_time",
            "nowcaster", "nowcaster",
            "model_version", "model_version",
            "lead_minutes", "lead_minutes",
            "threshold", "threshold",
            "forecast_version", "lower(hex(randomblob(32)))",
            "observation_version", "lower(hex(randomblob(32)))",
            "compared", "base_time",
            "forecasts", "1");

    private final Database database;
    private final ScoreStore scores;

    private YearOfScores(Database database) {
        this.database = database;
        this.scores = new ScoreStore(database.jdbi(), STORE);
    }

    /** Prints a line for each number. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        int days = Integer.parseInt(arguments[1]);
        try (Database database = Database.open(DatabaseSettings.EMBEDDED, directory)) {
            YearOfScores year = new YearOfScores(database);
            year.fill(days, arguments[2].equals("fold"));
            year.measure(days);
        }
        System.out.printf("%.1f MB%n", Files.size(directory.resolve(Database.FILE)) / 1e6);
    }

    private void fill(int days, boolean fold) {
        String scored = insertion("forecast_scores", "bases, leads, nowcasters");
        String reliable =
                insertion("forecast_reliability", "bases, leads, nowcasters, thresholds where nowcaster = 'convlstm'");
        ScoreFolding folding = new ScoreFolding(database.jdbi());
        List<Double> folds = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            Instant first = FIRST.plus(DAY.multipliedBy(day));
            Duration step = fold && day < days - WHOLE_DAYS ? DAY : STEP;
            database.jdbi().useTransaction(handle -> {
                insert(handle, scored, first, step);
                insert(handle, reliable, first, step);
            });
            if (fold) {
                long begun = CLOCK.getCurrentThreadCpuTime();
                folding.fold(first.plus(DAY));
                folds.add(msSince(begun));
            }
        }
        if (fold) {
            System.out.printf("a day is folded in %.0f ms%n", median(folds.subList(days - WHOLE_DAYS / 2, days)));
        }
    }

    private String insertion(String table, String from) {
        return database.jdbi().withHandle(handle -> {
            List<Map.Entry<String, String>> columns = handle.createQuery(
                            "select name, type from pragma_table_info(:table)")
                    .bind("table", table)
                    .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                    .list();
            return DAYS_ROWS
                    + "insert into %s (%s) select %s from %s"
                            .formatted(
                                    table,
                                    columns.stream().map(Map.Entry::getKey).collect(Collectors.joining(", ")),
                                    columns.stream()
                                            .map(column ->
                                                    COLUMNS.getOrDefault(column.getKey(), sum(column.getValue())))
                                            .collect(Collectors.joining(", ")),
                                    from);
        });
    }

    private static String sum(String type) {
        return type.startsWith("double") ? "abs(random() / 1e13)" : "abs(random() % 50000)";
    }

    private static void insert(Handle handle, String statement, Instant first, Duration step) {
        handle.createUpdate(statement)
                .bind("first", first.toEpochMilli())
                .bind("end", first.plus(DAY).toEpochMilli())
                .bind("step", step.toMillis())
                .execute();
    }

    private void measure(int days) {
        for (String table : List.of("forecast_scores", "forecast_reliability")) {
            System.out.printf(
                    "%,d rows of %s%n",
                    database.jdbi().withHandle(handle -> handle.createQuery("select count(*) from " + table)
                            .mapTo(Long.class)
                            .one()),
                    table);
        }
        time("scores of 7 days, a lead, by day", () -> scores.sums(last(days, 7, Optional.of(30), true)));
        time("scores of 7 days", () -> scores.sums(last(days, 7, Optional.empty(), false)));
        time("reliability of 7 days, a lead", () -> scores.reliability().sums(last(days, 7, Optional.of(30), false)));
        time("scores of all days, a lead, by day", () -> scores.sums(last(days, days, Optional.of(30), true)));
        time("scores of all days", () -> scores.sums(last(days, days, Optional.empty(), false)));
        time("reliability of all days", () -> scores.reliability().sums(last(days, days, Optional.empty(), false)));
    }

    private static ScoreQuery last(int days, int asked, Optional<Integer> lead, boolean byDay) {
        Instant end = FIRST.plus(DAY.multipliedBy(days));
        return new ScoreQuery(end.minus(DAY.multipliedBy(asked)), end, Optional.empty(), Optional.empty(), lead, byDay);
    }

    private static void time(String question, Runnable ask) {
        List<Double> times = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            long begun = CLOCK.getCurrentThreadCpuTime();
            ask.run();
            times.add(msSince(begun));
        }
        System.out.printf("%s: %.0f ms%n", question, median(times));
    }

    private static double msSince(long begun) {
        return (CLOCK.getCurrentThreadCpuTime() - begun) / 1e6;
    }

    /** Sorts them. */
    private static double median(List<Double> times) {
        times.sort(null);
        return times.get(times.size() / 2);
    }
}
