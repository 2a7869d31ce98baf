package amagumo.server.report;

import amagumo.ingest.file.AtomicFile;
import amagumo.model.evaluation.EvaluationWindow;
import amagumo.model.evaluation.NowcasterResult;
import amagumo.model.nowcast.Nowcast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An evaluation as a page, {@code index.html}, with its plots and pictures next to it: scores by event and lead,
 * reliability, example frames of each event, run time.
 */
public final class EvaluationReport {

    /** The scores by which nowcasters are compared first. */
    private static final List<String> MAIN_SCORES = List.of("mse", "corr", "csi_0.5", "csi_1", "csi_5");

    private static final String HEAD =
            """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Amagumo: evaluation</title>
            <style>
            body { font: 15px sans-serif; margin: 2em; }
            table { border-collapse: collapse; margin: 1em 0; }
            th, td { border: 1px solid #ccc; padding: .25em .6em; text-align: right; }
            th:first-child { text-align: left; }
            img.frame { width: 192px; image-rendering: pixelated; background: #fff; border: 1px solid #ccc; }
            span.colour { display: inline-block; width: 1.2em; height: .8em; border: 1px solid #ccc; }
            </style></head><body>
            <h1>Evaluation of nowcasts</h1>
            <p>Cells count where the observation and the last given frame exist; a forecast missing there counts as 0 mm/h.
            Sums are pooled over cells and windows per lead; a mean is the plain mean of the 15 leads.</p>
            """;

    private final Path directory;
    private final ExampleFrames examples;

    /** A report in a directory, which is created if it does not exist. */
    public EvaluationReport(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        examples = new ExampleFrames(directory);
    }

    /** Draws a window's frames if it is the rainiest of its event so far. */
    public void addExample(EvaluationWindow window, List<float[][]> observed, Map<String, Nowcast> forecasts)
            throws IOException {
        examples.add(window.event(), observed, forecasts);
    }

    /** Draws the plots and writes the page. */
    public void write(List<NowcasterResult> results) throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        NowcasterResult first = results.get(0);
        List<String> scores = List.copyOf(first.totalScores().perLead().keySet());
        page.append("<h2>All windows (%d)</h2>\n".formatted(first.totalScores().windows()));
        page.append(table(scores, results, result -> result.totalScores().means()));
        page.append("<h2>Main scores by event</h2>\n").append(mainScores(results));
        page.append("<h2>By lead</h2>\n");
        for (String score : scores) {
            EvaluationPlots.score(results, score, directory.resolve(score + ".png"));
            page.append("<img src=\"%s.png\" alt=\"%s by lead\">\n".formatted(score, score));
        }
        EvaluationPlots.reliability(results, directory.resolve("reliability.png"));
        page.append("<h2>Reliability</h2>\n<img src=\"reliability.png\" alt=\"reliability of intensity classes\">\n");
        page.append("<h2>All scores by event</h2>\n");
        for (String event : first.eventScores().keySet()) {
            page.append("<h3>%s</h3>\n".formatted(Html.escaped(event)));
            page.append(table(
                    scores, results, result -> result.eventScores().get(event).means()));
        }
        page.append("<h3>Mean of the events' means</h3>\n");
        page.append(table(scores, results, NowcasterResult::eventMeans));
        page.append("<h2>Example frames</h2>\n").append(examples.html());
        page.append("<h2>Run time</h2>\n").append(runTimes(results)).append("</body></html>\n");
        AtomicFile.replace(directory.resolve("index.html"), place -> Files.writeString(place, page));
    }

    private interface Means {
        Map<String, Double> of(NowcasterResult result);
    }

    private static String table(List<String> scores, List<NowcasterResult> results, Means means) {
        StringBuilder table = new StringBuilder(Html.tableHead(List.of("nowcaster"), scores));
        results.forEach(result -> table.append(Html.tableRow(List.of(result.name()), scores, means.of(result))));
        return table.append("</table>\n").toString();
    }

    private static String mainScores(List<NowcasterResult> results) {
        StringBuilder table = new StringBuilder(Html.tableHead(List.of("event", "windows", "nowcaster"), MAIN_SCORES));
        for (String event : results.get(0).eventScores().keySet()) {
            for (NowcasterResult result : results) {
                String windows = String.valueOf(result.eventScores().get(event).windows());
                table.append(Html.tableRow(
                        List.of(event, windows, result.name()),
                        MAIN_SCORES,
                        result.eventScores().get(event).means()));
            }
        }
        for (NowcasterResult result : results) {
            table.append(Html.tableRow(
                    List.of("mean of the events' means", "", result.name()), MAIN_SCORES, result.eventMeans()));
        }
        return table.append("</table>\n").toString();
    }

    private static String runTimes(List<NowcasterResult> results) {
        StringBuilder table =
                new StringBuilder("<table><tr><th>nowcaster</th><th>mean seconds per forecast</th></tr>\n");
        for (NowcasterResult result : results) {
            double mean = result.seconds().stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElseThrow();
            table.append("<tr><th>%s</th><td>%s</td></tr>\n"
                    .formatted(Html.escaped(result.name()), String.format(Locale.ROOT, "%.2f", mean)));
        }
        return table.append("</table>\n").toString();
    }
}
