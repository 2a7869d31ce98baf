package amagumo.server.report;

import amagumo.ingest.file.AtomicFile;
import amagumo.model.evaluation.NowcasterResult;
import amagumo.model.verification.IntensityClasses;
import amagumo.model.verification.IntensityClasses.IntensityClass;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogarithmicAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Plots of an evaluation: each score by lead time, and reliability of intensity classes. */
final class EvaluationPlots {

    private static final int WIDTH = 560;
    private static final int HEIGHT = 360;

    /** The palette of Okabe and Ito, chosen so that people with any colour vision can tell the colours apart. */
    private static final List<Color> COLOURS = List.of(
            new Color(0x000000),
            new Color(0xE69F00),
            new Color(0x56B4E9),
            new Color(0x009E73),
            new Color(0xD55E00),
            new Color(0x0072B2),
            new Color(0xCC79A7),
            new Color(0xF0E442));

    private EvaluationPlots() {}

    /** Plots a score over all windows by lead, one line per nowcaster. */
    static void score(List<NowcasterResult> results, String score, Path file) throws IOException {
        XYSeriesCollection lines = new XYSeriesCollection();
        for (NowcasterResult result : results) {
            XYSeries line = new XYSeries(result.name());
            double[] values = result.totalScores().perLead().get(score);
            for (int lead = 1; lead <= values.length; lead++) {
                if (!Double.isNaN(values[lead - 1])) {
                    line.add(lead, values[lead - 1]);
                }
            }
            lines.addSeries(line);
        }
        String unit =
                switch (score) {
                    case "mse" -> "(mm/h)²";
                    case "mae" -> "mm/h";
                    default -> "";
                };
        save(ChartFactory.createXYLineChart(score, "lead, steps", unit, lines), file);
    }

    /**
     * Plots what was observed, on average, where a class of intensity was forecast; a reliable forecast lies on the
     * diagonal.
     */
    static void reliability(List<NowcasterResult> results, Path file) throws IOException {
        XYSeriesCollection lines = new XYSeriesCollection();
        for (NowcasterResult result : results) {
            XYSeries line = new XYSeries(result.name());
            IntensityClasses classes = result.intensityClasses();
            for (int i = 0; i < IntensityClasses.count(); i++) {
                IntensityClass one = classes.get(i);
                // A logarithmic axis cannot show 0.
                if (one.cells() > 0 && one.meanForecast() > 0 && one.meanObserved() > 0) {
                    line.add(one.meanForecast(), one.meanObserved());
                }
            }
            lines.addSeries(line);
        }
        // Last, so that a nowcaster has the same colour in every plot.
        XYSeries diagonal = new XYSeries("reliable");
        diagonal.add(0.1, 0.1);
        diagonal.add(100, 100);
        lines.addSeries(diagonal);
        JFreeChart chart =
                ChartFactory.createXYLineChart("Reliability of intensity classes", "forecast", "observed", lines);
        chart.getXYPlot().setDomainAxis(new LogarithmicAxis("mean forecast, mm/h"));
        chart.getXYPlot().setRangeAxis(new LogarithmicAxis("mean observed, mm/h"));
        save(chart, file);
    }

    private static void save(JFreeChart chart, Path file) throws IOException {
        XYPlot plot = chart.getXYPlot();
        plot.setBackgroundPaint(Color.WHITE);
        plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
        plot.setDomainGridlinePaint(Color.LIGHT_GRAY);
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
        for (int i = 0; i < plot.getDataset().getSeriesCount(); i++) {
            renderer.setSeriesStroke(i, new BasicStroke(2));
            renderer.setSeriesPaint(i, COLOURS.get(i % COLOURS.size()));
        }
        plot.setRenderer(renderer);
        AtomicFile.replace(file, place -> ChartUtils.saveChartAsPNG(place.toFile(), chart, WIDTH, HEIGHT));
    }
}
