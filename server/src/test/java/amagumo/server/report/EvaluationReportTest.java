package amagumo.server.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.evaluation.Evaluation;
import amagumo.model.evaluation.Evaluation.Contender;
import amagumo.model.evaluation.EvaluationWindow;
import amagumo.model.evaluation.NowcasterResult;
import amagumo.model.evaluation.WindowFile;
import amagumo.model.nowcast.Persistence;
import amagumo.model.nowcast.Rover;
import amagumo.server.MadeRain;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationReportTest {

    private static final Pattern SOURCE = Pattern.compile("src=\"([^\"]*)\"");

    private static final List<String> SCORES = List.of(
            "mse",
            "mae",
            "bias_ratio",
            "corr",
            "fss1_20km",
            "csi_0.5",
            "pod_0.5",
            "far_0.5",
            "csi_1",
            "csi_2",
            "csi_5",
            "csi_10",
            "csi_20");

    @TempDir
    private static Path directory;

    private static Path report;
    private static String page;
    private static List<NowcasterResult> results;

    @BeforeAll
    static void evaluate() throws IOException {
        List<Path> files = MadeRain.write(directory, 40);
        // The second window of the dry corner's event has the shower in it.
        Path list = Files.writeString(
                directory.resolve("windows.json"),
                "["
                        + String.join(
                                ",",
                                MadeRain.entry("<corner>", 0, files, "[0, 40, 12, 12]"),
                                MadeRain.entry("<corner>", 18, files, "[8, 10, 24, 30]"),
                                MadeRain.entry("middle", 3, files, "[8, 10, 32, 36]"))
                        + "]");
        List<EvaluationWindow> windows = WindowFile.read(list, directory);
        report = directory.resolve("a/report");
        EvaluationReport written = new EvaluationReport(report);
        results = Evaluation.run(
                windows,
                List.of(new Contender("persistence", new Persistence(), 0), new Contender("rover", new Rover(), 0)),
                (index, observed, forecasts) -> written.addExample(windows.get(index), observed, forecasts));
        written.write(results);
        page = Files.readString(report.resolve("index.html"));
    }

    @Test
    void everyScoreHasAPlotAndAColumn() {
        for (String score : SCORES) {
            assertTrue(page.contains("<th>" + score + "</th>"), score);
            assertTrue(page.contains("src=\"" + score + ".png\""), score);
        }
        assertTrue(page.contains("src=\"reliability.png\""));
        assertTrue(page.contains("Run time"));
    }

    @Test
    void everyPictureIsThereAndNothingElseIsAskedFor() throws IOException {
        Set<String> shown = new TreeSet<>();
        Matcher sources = SOURCE.matcher(page);
        while (sources.find()) {
            shown.add(sources.group(1));
            BufferedImage image = ImageIO.read(report.resolve(sources.group(1)).toFile());
            assertNotNull(image, sources.group(1));
        }
        try (Stream<Path> written = Files.list(report)) {
            Set<String> pictures = written.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("index.html"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(pictures, shown);
        }
        assertFalse(page.contains("//"), "a page that asks others");
        assertFalse(page.contains("<script") || page.contains("<link") || page.contains("url("));
    }

    @Test
    void mainScoresAreShownPerEventAndAsTheirPlainMean() {
        String table = page.substring(page.indexOf("Main scores by event"), page.indexOf("By lead"));
        for (NowcasterResult result : results) {
            for (String score : List.of("mse", "corr", "csi_0.5", "csi_1", "csi_5")) {
                double mean = result.eventScores().values().stream()
                        .mapToDouble(scores -> scores.mean(score))
                        .average()
                        .orElseThrow();
                String cell = "<td>" + String.format(Locale.ROOT, "%.3f", mean) + "</td>";
                assertTrue(table.lines()
                        .anyMatch(line -> line.contains("mean of the events' means")
                                && line.contains(result.name())
                                && line.contains(cell)));
            }
        }
        // Two nowcasters for each of two events and for the mean.
        assertEquals(3 * 2, table.lines().filter(line -> line.contains("<td>")).count());
    }

    @Test
    void namesAreEscaped() {
        assertTrue(page.contains("&lt;corner&gt;"));
        assertFalse(page.contains("<corner>"));
    }

    @Test
    void theRainiestWindowOfAnEventIsItsExample() throws IOException {
        assertTrue(page.contains("<h3>&lt;corner&gt;, base time 2024-03-01T01:50:00Z</h3>"), page);
        assertFalse(page.contains("2024-03-01T00:20:00Z"));
        BufferedImage observed =
                ImageIO.read(report.resolve("example-0-observed-1.png").toFile());
        assertArrayEquals(new int[] {30, 24}, new int[] {observed.getWidth(), observed.getHeight()});
    }
}
