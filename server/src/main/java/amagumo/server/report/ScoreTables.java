package amagumo.server.report;

import amagumo.model.evaluation.NowcasterResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Scores as text tables: over all windows, for each event, and the plain mean of the events' means. */
public final class ScoreTables {

    private static final List<String> COLUMNS = List.of(
            "mse", "mae", "csi_0.5", "pod_0.5", "far_0.5", "csi_1", "csi_2", "csi_5", "csi_10", "corr", "fss1_20km");

    private ScoreTables() {}

    /** Writes the tables, with the nowcasters in the order of {@code results}, at least one. */
    public static void print(List<NowcasterResult> results, PrintWriter out) {
        NowcasterResult first = results.get(0);
        String title = "all windows (%d), mean of 15 leads"
                .formatted(first.totalScores().windows());
        print(title, results, result -> result.totalScores().means(), out);
        List<String> events = List.copyOf(first.eventScores().keySet());
        if (events.size() == 1) {
            return;
        }
        for (String event : events) {
            out.println();
            print(event, results, result -> result.eventScores().get(event).means(), out);
        }
        out.println();
        print("mean of the events' means (%d)".formatted(events.size()), results, NowcasterResult::eventMeans, out);
    }

    private static void print(
            String title,
            List<NowcasterResult> results,
            Function<NowcasterResult, Map<String, Double>> means,
            PrintWriter out) {
        out.println(title);
        row(out, "nowcaster", COLUMNS);
        for (NowcasterResult result : results) {
            Map<String, Double> values = means.apply(result);
            row(
                    out,
                    result.name(),
                    COLUMNS.stream().map(values::get).map(ScoreTables::text).toList());
        }
    }

    private static String text(double mean) {
        return Double.isNaN(mean) ? "-" : String.format(Locale.ROOT, "%.3f", mean);
    }

    private static void row(PrintWriter out, String first, List<String> others) {
        out.printf("%-24s", first);
        others.forEach(cell -> out.printf("%10s", cell));
        out.println();
    }
}
