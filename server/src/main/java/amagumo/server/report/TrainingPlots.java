package amagumo.server.report;

import amagumo.ingest.file.AtomicFile;
import amagumo.model.train.MetricsLog;
import com.fasterxml.jackson.databind.JsonNode;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogarithmicAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Draws {@code loss.png} and {@code skill.png} from the metrics of a training. */
public final class TrainingPlots {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 500;
    /**
     * Losses of single batches jump, so each point is the mean over enough steps that about this many points are drawn.
     */
    private static final int POINTS = 300;

    private static final List<String> SKILL = List.of("csi_0.5", "csi_1", "csi_2", "csi_5", "corr", "fss1_20km");

    private TrainingPlots() {}

    /**
     * Draws the plots.
     *
     * @param metrics a file of {@link MetricsLog}
     * @param directory where the plots go, created if absent
     */
    public static void draw(Path metrics, Path directory) throws IOException {
        List<JsonNode> lines = MetricsLog.read(metrics);
        Files.createDirectories(directory);
        save(loss(lines), directory.resolve("loss.png"));
        save(skill(lines), directory.resolve("skill.png"));
    }

    private static JFreeChart loss(List<JsonNode> lines) {
        List<JsonNode> steps = lines.stream().filter(line -> line.has("loss")).toList();
        int share = Math.max(1, steps.size() / POINTS);
        XYSeries series = new XYSeries("loss");
        for (int from = 0; from + share <= steps.size(); from += share) {
            double mean = steps.subList(from, from + share).stream()
                    .mapToDouble(step -> step.path("loss").asDouble())
                    .average()
                    .orElseThrow();
            if (mean > 0) {
                series.add(steps.get(from + share - 1).path("step").asLong(), mean);
            }
        }
        JFreeChart chart = chart("Training loss, mean per pixel", "loss", new XYSeriesCollection(series));
        if (!series.isEmpty()) {
            chart.getXYPlot().setRangeAxis(new LogarithmicAxis("loss"));
        }
        return chart;
    }

    private static JFreeChart skill(List<JsonNode> lines) {
        XYSeriesCollection all = new XYSeriesCollection();
        for (String score : SKILL) {
            XYSeries series = new XYSeries(score);
            lines.stream()
                    .filter(line -> line.path("scores").path(score).isNumber())
                    .forEach(line -> series.add(
                            line.path("step").asLong(),
                            line.path("scores").path(score).asDouble()));
            all.addSeries(series);
        }
        return chart("Skill on validation windows, mean over leads", "score", all);
    }

    private static JFreeChart chart(String title, String value, XYSeriesCollection series) {
        JFreeChart chart = ChartFactory.createXYLineChart(title, "step", value, series);
        XYPlot plot = chart.getXYPlot();
        plot.setBackgroundPaint(Color.WHITE);
        plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
        plot.setDomainGridlinePaint(Color.LIGHT_GRAY);
        for (int i = 0; i < series.getSeriesCount(); i++) {
            plot.getRenderer().setSeriesStroke(i, new BasicStroke(2));
        }
        return chart;
    }

    private static void save(JFreeChart chart, Path file) throws IOException {
        AtomicFile.replace(file, place -> ChartUtils.saveChartAsPNG(place.toFile(), chart, WIDTH, HEIGHT));
    }
}
