package amagumo.server.report;

import amagumo.ingest.file.AtomicFile;
import amagumo.model.nowcast.Nowcast;
import amagumo.server.render.ColourScale;
import amagumo.server.render.ColourScale.ColourClass;
import amagumo.server.render.FramePng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pictures of the rainiest window of each event: what was observed, and what each nowcaster forecast. */
final class ExampleFrames {

    private static final int[] LEADS = {1, 5, 10, 15};

    private final Path directory;
    private final Map<String, Example> byEvent = new LinkedHashMap<>();

    /**
     * A window that is shown.
     *
     * @param number the number of the event, used in the names of its pictures
     * @param rain the sum of the observed rates
     * @param html its table as HTML
     */
    private record Example(int number, double rain, String html) {}

    ExampleFrames(Path directory) {
        this.directory = directory;
    }

    /** Draws a window if it has more rain than the earlier windows of its event. */
    void add(String event, List<float[][]> observed, Map<String, Nowcast> forecasts) throws IOException {
        Example before = byEvent.get(event);
        double rain = observed.stream().mapToDouble(ExampleFrames::sum).sum();
        if (before == null || rain > before.rain()) {
            int number = before == null ? byEvent.size() : before.number();
            byEvent.put(event, new Example(number, rain, table(number, event, observed, forecasts)));
        }
    }

    /** The tables of all events, with a legend of their colours. */
    String html() {
        StringBuilder html = new StringBuilder("<p>For each event, the window with the most rain. ");
        html.append(ColourScale.RAIN.unit()).append(" from:");
        for (ColourClass one : ColourScale.RAIN.classes()) {
            html.append(" <span class=\"colour\" style=\"background: %s\"></span> %s"
                    .formatted(one.css(), Float.toString(one.from()).replace(".0", "")));
        }
        html.append("; grey is missing.</p>\n");
        byEvent.values().forEach(example -> html.append(example.html()));
        return html.toString();
    }

    private String table(int number, String event, List<float[][]> observed, Map<String, Nowcast> forecasts)
            throws IOException {
        Nowcast any = forecasts.values().iterator().next();
        StringBuilder table = new StringBuilder(
                "<h3>%s, base time %s</h3>\n<table><tr><th>lead</th>".formatted(Html.escaped(event), any.baseTime()));
        for (int lead : LEADS) {
            table.append("<th>%d min</th>".formatted(lead * any.stepMinutes()));
        }
        table.append("</tr>\n<tr><th>observed</th>");
        for (int lead : LEADS) {
            table.append(picture("example-%d-observed-%d.png".formatted(number, lead), observed.get(lead - 1), any));
        }
        int row = 0;
        for (Map.Entry<String, Nowcast> forecast : forecasts.entrySet()) {
            row++;
            table.append("</tr>\n<tr><th>%s</th>".formatted(Html.escaped(forecast.getKey())));
            for (int lead : LEADS) {
                String name = "example-%d-forecast-%d-%d.png".formatted(number, row, lead);
                table.append(picture(name, forecast.getValue().rates(lead), any));
            }
        }
        return table.append("</tr></table>\n").toString();
    }

    private String picture(String name, float[][] rates, Nowcast nowcast) throws IOException {
        byte[] png = FramePng.latLon(ColourScale.RAIN, rates, nowcast.grid());
        AtomicFile.replace(directory.resolve(name), place -> Files.write(place, png));
        return "<td><img class=\"frame\" src=\"%s\" alt=\"\"></td>".formatted(name);
    }

    private static double sum(float[][] rates) {
        double sum = 0;
        for (float[] row : rates) {
            for (float rate : row) {
                sum += rate > 0 ? rate : 0; // missing cells do not count
            }
        }
        return sum;
    }
}
