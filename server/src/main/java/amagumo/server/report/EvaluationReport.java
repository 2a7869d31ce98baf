package amagumo.server.report;

import amagumo.model.nowcast.Nowcast;
import amagumo.server.evaluation.EvaluationWindow;
import amagumo.server.evaluation.NowcasterResult;
import amagumo.server.render.ColourScale;
import amagumo.server.render.FramePng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An evaluation as a page, {@code index.html}, with plots and pictures beside it: scores by lead and event, reliability,
 * example frames of each event, run time.
 */
public final class EvaluationReport {

    private static final int[] EXAMPLE_LEADS = {1, 5, 10, 15};

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
            </style></head><body>
            <h1>Evaluation of nowcasts</h1>
            <p>Cells count where the observation and the last given frame exist; a forecast missing there counts as 0 mm/h.
            Sums are pooled over cells and windows per lead; a mean is the plain mean of the 15 leads.</p>
            """;

    private final Path directory;
    private final StringBuilder examples = new StringBuilder();
    private final Set<String> shown = new HashSet<>();
    private int pictures;

    /** A report in a directory, which is made if it is not there. */
    public EvaluationReport(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    /** Draws a window's frames if it is the first of its event. */
    public void addExample(EvaluationWindow window, List<float[][]> observed, Map<String, Nowcast> forecasts)
            throws IOException {
        if (!shown.add(window.event())) {
            return;
        }
        Nowcast any = forecasts.values().iterator().next();
        examples.append("<h3>%s, base time %s</h3>\n<table><tr><th>lead</th>"
                .formatted(escaped(window.event()), any.baseTime()));
        for (int lead : EXAMPLE_LEADS) {
            examples.append("<th>%d min</th>".formatted(lead * any.stepMinutes()));
        }
        examples.append("</tr>\n<tr><th>observed</th>");
        for (int lead : EXAMPLE_LEADS) {
            addPicture(observed.get(lead - 1), any);
        }
        for (Map.Entry<String, Nowcast> forecast : forecasts.entrySet()) {
            examples.append("</tr>\n<tr><th>%s</th>".formatted(escaped(forecast.getKey())));
            for (int lead : EXAMPLE_LEADS) {
                addPicture(forecast.getValue().rates(lead), any);
            }
        }
        examples.append("</tr></table>\n");
    }

    private void addPicture(float[][] rates, Nowcast nowcast) throws IOException {
        String name = "frame-%03d.png".formatted(pictures++);
        Files.write(directory.resolve(name), FramePng.latLon(ColourScale.RAIN, rates, nowcast.grid()));
        examples.append("<td><img class=\"frame\" src=\"%s\" alt=\"\"></td>".formatted(name));
    }

    /** Draws the plots and writes the page. */
    public void write(List<NowcasterResult> results) throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        NowcasterResult first = results.get(0);
        List<String> scores = List.copyOf(first.totalScores().perLead().keySet());
        page.append("<h2>All %d windows</h2>\n".formatted(first.totalScores().windows()));
        page.append(table(scores, results, result -> result.totalScores().means()));
        if (first.eventScores().size() > 1) {
            page.append("<h2>Mean of the means of %d events</h2>\n"
                    .formatted(first.eventScores().size()));
            page.append(table(scores, results, NowcasterResult::eventMeans));
        }
        page.append("<h2>By lead</h2>\n");
        for (String score : scores) {
            EvaluationPlots.score(results, score, directory.resolve(score + ".png"));
            page.append("<img src=\"%s.png\" alt=\"%s by lead\">\n".formatted(score, score));
        }
        EvaluationPlots.reliability(results, directory.resolve("reliability.png"));
        page.append("<h2>Reliability</h2>\n<img src=\"reliability.png\" alt=\"reliability of intensity classes\">\n");
        page.append("<h2>By event</h2>\n");
        for (String event : first.eventScores().keySet()) {
            page.append("<h3>%s, %d windows</h3>\n"
                    .formatted(escaped(event), first.eventScores().get(event).windows()));
            page.append(table(
                    scores, results, result -> result.eventScores().get(event).means()));
        }
        page.append("<h2>Example frames</h2>\n").append(examples);
        page.append("<h2>Run time</h2>\n<table><tr><th>nowcaster</th><th>seconds a forecast, mean</th></tr>\n");
        for (NowcasterResult result : results) {
            double mean = result.seconds().stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElseThrow();
            page.append("<tr><th>%s</th><td>%s</td></tr>\n"
                    .formatted(escaped(result.name()), String.format(Locale.ROOT, "%.2f", mean)));
        }
        page.append("</table></body></html>\n");
        Files.writeString(directory.resolve("index.html"), page);
    }

    private interface Means {
        Map<String, Double> of(NowcasterResult result);
    }

    private static String table(List<String> scores, List<NowcasterResult> results, Means means) {
        StringBuilder table = new StringBuilder("<table><tr><th>nowcaster</th>");
        scores.forEach(score -> table.append("<th>%s</th>".formatted(score)));
        for (NowcasterResult result : results) {
            table.append("</tr>\n<tr><th>%s</th>".formatted(escaped(result.name())));
            Map<String, Double> row = means.of(result);
            for (String score : scores) {
                double mean = row.get(score);
                table.append(
                        "<td>%s</td>".formatted(Double.isNaN(mean) ? "–" : String.format(Locale.ROOT, "%.3f", mean)));
            }
        }
        return table.append("</tr></table>\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
