package amagumo.server.report;

import amagumo.model.evaluation.ProbabilityResult;
import amagumo.model.nowcast.Exceedance;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Scores of probabilities over all windows as text tables, one per threshold. */
public final class ProbabilityTables {

    private static final List<String> COLUMNS = List.of("brier", "bss", "rel", "res", "roc_area", "freq");

    private ProbabilityTables() {}

    /** Writes the tables, with the nowcasters in the order of {@code results}, at least one. */
    public static void print(List<ProbabilityResult> results, PrintWriter out) {
        int windows = results.get(0).total().scores().windows();
        for (float threshold : Exceedance.THRESHOLDS_MM_H) {
            String mmH = Float.toString(threshold).replace(".0", "");
            out.println("at least %s mm/h, all windows (%d), mean of 15 leads".formatted(mmH, windows));
            row(out, "nowcaster", COLUMNS);
            for (ProbabilityResult result : results) {
                Map<String, Double> means = result.total().scores().means();
                row(
                        out,
                        result.name(),
                        COLUMNS.stream()
                                .map(score -> text(means.get(score + "_" + mmH)))
                                .toList());
            }
            out.println();
        }
    }

    private static String text(double mean) {
        return Double.isNaN(mean) ? "-" : String.format(Locale.ROOT, "%.4f", mean);
    }

    private static void row(PrintWriter out, String first, List<String> others) {
        out.printf("%-24s", first);
        others.forEach(cell -> out.printf("%10s", cell));
        out.println();
    }
}
