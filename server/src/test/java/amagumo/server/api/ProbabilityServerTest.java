package amagumo.server.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.nowcast.Exceedance;
import amagumo.model.nowcast.LagrangianProbability;
import amagumo.model.nowcast.Persistence;
import amagumo.server.Answers;
import amagumo.server.CoverageJsonSchema;
import amagumo.server.config.Settings;
import amagumo.server.forecast.Cell;
import amagumo.server.forecast.Probable;
import amagumo.server.forecast.RainStore;
import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ucar.nc2.NetcdfFile;
import ucar.nc2.Variable;

/** The probabilities of a forecast that has some, in all forms, beside one that has none. */
class ProbabilityServerTest {

    private static final String FORECAST = "/api/v1/forecasts/" + RunningServer.BASE;
    private static final String RELIABILITY = "/api/v1/verification/reliability";
    private static final double LATITUDE = 40.04;
    private static final double LONGITUDE = 140.5;

    @TempDir
    private static Path directory;

    /** For each threshold, at the seventh lead. */
    private static List<float[][]> given;

    private static RunningServer server;
    private static Answers ask;

    @BeforeAll
    static void start() throws IOException {
        RainStore.append(directory, RunningServer.FIRST, 7);
        server = RunningServer.over(directory, Settings.defaults().serve().server(), new Probable(), new Persistence());
        ask = new Answers(server.address());
        given = new LagrangianProbability()
                .exceedance(RainStore.input(directory, RunningServer.FIRST, 7))
                .probabilities(7);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aForecastSaysWhichProbabilitiesItHasAndWhere() throws Exception {
        JsonNode forecast = ask.json("/api/v1/forecasts/latest");
        assertEquals(
                "[0.5,1.0,2.0,5.0,10.0,20.0]",
                forecast.at("/probabilities/thresholdsMmH").toString());
        assertEquals("1", forecast.at("/probabilities/legend/unit").textValue());
        String url = forecast.at("/leads/4/probabilityUrl").textValue();
        assertEquals(
                "public, max-age=31536000, immutable",
                Answers.header(ask.get(url.replace("{threshold}", "5")), "Cache-Control"));
        JsonNode without = ask.json("/api/v1/forecasts/latest?nowcaster=persistence");
        assertTrue(without.get("probabilities").isNull());
        assertTrue(without.at("/leads/4/probabilityUrl").isNull());
        assertTrue(without.at("/leads/4/probabilityLevelsUrl").isNull());
    }

    @Test
    void levelsArePerCentOfEachThreshold() throws Exception {
        JsonNode forecast = ask.json("/api/v1/forecasts/latest");
        for (int k = 0; k < Exceedance.THRESHOLDS_MM_H.size(); k++) {
            String url = forecast.at("/leads/6/probabilityLevelsUrl")
                    .textValue()
                    .replace("{threshold}", Exceedance.THRESHOLDS_MM_H.get(k).toString());
            byte[] levels = new GZIPInputStream(new ByteArrayInputStream(
                            ask.get(url, "Accept-Encoding", "gzip").body()))
                    .readAllBytes();
            float[][] probabilities = given.get(k);
            byte[] expected = new byte[levels.length];
            for (int i = 0; i < expected.length; i++) {
                float probability = probabilities[i / RainStore.GRID.nx()][i % RainStore.GRID.nx()];
                expected[i] = (byte) (Float.isNaN(probability) ? 0 : 1 + Math.round(100 * probability));
            }
            assertArrayEquals(expected, levels, url);
        }
    }

    @Test
    void picturesAreDarkWhereItIsLikelyAndTransparentWhereNot() throws Exception {
        BufferedImage picture = ask.picture(FORECAST + "/frames/5.png?probability=0.5");
        BufferedImage rates = ask.picture(FORECAST + "/frames/5.png");
        assertEquals(rates.getWidth(), picture.getWidth());
        assertEquals(rates.getHeight(), picture.getHeight());
        int wet = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                boolean isRainy = rates.getRGB(x, y) == 0xFFFF9900;
                wet += isRainy ? 1 : 0;
                assertTrue(!isRainy || picture.getRGB(x, y) >>> 24 == 0xFF, "the middle of the rain");
            }
        }
        assertTrue(wet > 0);
        assertEquals(0, picture.getRGB(0, 0) >>> 24, "far from any rain");
    }

    @Test
    void tilesShowTheProbabilityOfTheCellThatAPixelLiesIn() throws Exception {
        String tile = ask.json("/api/v1/forecasts/latest")
                .at("/leads/6/tilesUrl")
                .textValue()
                .replace("{z}/{x}/{y}", "6/56/24");
        BufferedImage frame = ask.picture(FORECAST + "/frames/35.png?probability=10");
        BufferedImage picture = ask.picture(tile + "?probability=10");
        int likely = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                double longitude = (56 + (x + 0.5) / 256) / 64 * 360 - 180;
                double latitude = Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * (24 + (y + 0.5) / 256) / 64))));
                Cell cell = Cell.at(RainStore.GRID, latitude, longitude).orElseThrow();
                float probability = Math.round(100 * given.get(4)[cell.row()][cell.column()]) / 100f;
                assertEquals(probability >= 0.05f, picture.getRGB(x, y) >>> 24 == 0xFF, "%d, %d".formatted(x, y));
                likely += probability >= 0.05f ? 1 : 0;
            }
        }
        assertTrue(likely > 0);
        assertTrue(colours(frame).containsAll(colours(picture)), "the colours of pictures");
        assertEquals(
                "public, max-age=31536000, immutable",
                Answers.header(ask.get(tile + "?probability=10"), "Cache-Control"));
        assertEquals(
                400, ask.status(tile + "?probability=10&smooth=true"), "values between probabilities are not made up");
        assertEquals(400, ask.status(tile + "?probability=10&palette=safe"));
        assertEquals(404, ask.status(tile + "?probability=3"));
        String observed = "/api/v1/tiles/observed/" + RunningServer.BASE + "/6/56/24.png";
        assertEquals(404, ask.status(observed + "?probability=10"));
        assertEquals(400, ask.status(observed + "?probability=heavy"));
    }

    private static Set<Integer> colours(BufferedImage picture) {
        Set<Integer> colours = new HashSet<>();
        for (int pixel : picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth())) {
            colours.add(pixel >>> 24 == 0 ? 0 : pixel);
        }
        return colours;
    }

    @Test
    void filesHoldTheProbabilitiesOfAThreshold() throws Exception {
        for (String path : List.of(".nc", "/frames/35.nc")) {
            Path file = directory.resolve("probability.nc");
            Files.write(file, ask.get(FORECAST + path + "?probability=10").body());
            try (NetcdfFile netcdf = NetcdfFile.open(file.toString())) {
                Variable probability = netcdf.findVariable("exceedance_probability");
                boolean isWhole = path.equals(".nc");
                assertArrayEquals(
                        new int[] {isWhole ? 15 : 1, 1, RainStore.GRID.ny(), RainStore.GRID.nx()},
                        probability.getShape());
                assertEquals(10, netcdf.findVariable("threshold").read().getDouble(0));
                Cell cell = rainy();
                short kept = probability
                        .read(new int[] {isWhole ? 6 : 0, 0, cell.row(), cell.column()}, new int[] {1, 1, 1, 1})
                        .getShort(0);
                assertEquals(given.get(4)[cell.row()][cell.column()], kept / 10_000f, 0.006f);
            }
        }
        JsonNode coverage = ask.json(FORECAST + "/frames/35.covjson?probability=10");
        assertEquals(
                "Probability that the rain rate reaches 10 mm/h",
                coverage.at("/parameters/exceedance_probability/description/en").textValue());
        JsonNode values = coverage.at("/ranges/exceedance_probability/values");
        assertEquals(RainStore.GRID.cells(), values.size());
        CoverageJsonSchema.holds(coverage.toString());
    }

    @Test
    void placesHaveTheProbabilitiesAndTheRangeThatTheyTell() throws Exception {
        for (String path : List.of("/api/v1/points", FORECAST + "/points")) {
            JsonNode place = ask.json("%s?lat=%s&lon=%s".formatted(path, LATITUDE, LONGITUDE));
            assertEquals(6, place.get("thresholdsMmH").size());
            Cell cell = rainy();
            for (JsonNode rate : place.get("rates")) {
                int lead = rate.get("leadMinutes").intValue() / RainStore.STEP_MINUTES;
                assertEquals(lead <= 0, rate.get("probabilities").isNull());
                assertEquals(lead <= 0, rate.get("range").isNull());
                for (int k = 0; lead == 7 && k < 6; k++) {
                    assertEquals(
                            given.get(k)[cell.row()][cell.column()],
                            rate.at("/probabilities/" + k).doubleValue(),
                            0.00501);
                }
            }
            assertTrue(place.at("/rates/5/range/fromMmH").doubleValue() > 5, place::toString);
        }
        JsonNode without = ask.json("/api/v1/points?nowcaster=persistence&lat=40&lon=140");
        assertEquals(0, without.get("thresholdsMmH").size());
        assertTrue(without.at("/rates/9/probabilities").isNull());
        JsonNode unseen = ask.json("/api/v1/points?lat=20.1&lon=118.2");
        assertTrue(unseen.at("/rates/9/probabilities").isNull());
    }

    @Test
    void howOftenCameWhatHadAProbabilityIsToldByTenths(@TempDir Path other) throws Exception {
        RainStore.append(other, RunningServer.FIRST, 7);
        try (RunningServer compared =
                RunningServer.over(other, Settings.defaults().serve().server(), new Probable(), new Persistence())) {
            compared.append(other, 7);
            compared.compare(other);
            Answers question = new Answers(compared.address());
            JsonNode results = question.json(RELIABILITY).get("results");
            assertEquals(6, results.size(), "the thresholds of one lead of one nowcaster");
            JsonNode heavy = question.json(RELIABILITY + "?nowcaster=probable&lead=5&threshold=20&from=2024-03-01")
                    .get("results");
            assertEquals(1, heavy.size());
            assertEquals(results.get(5), heavy.get(0));
            long cells = 0;
            long events = 0;
            for (int bin = 0; bin < 10; bin++) {
                JsonNode tenth = heavy.at("/0/bins/" + bin);
                assertEquals(bin / 10.0, tenth.get("from").doubleValue());
                cells += tenth.get("cells").longValue();
                events += tenth.get("events").longValue();
                assertEquals(
                        tenth.get("cells").intValue() == 0,
                        tenth.get("meanProbability").isNull());
            }
            assertEquals(heavy.at("/0/cells").longValue(), cells);
            assertEquals(heavy.at("/0/frequency").doubleValue(), (double) events / cells, 1e-6);
            assertTrue(heavy.at("/0/brierSkill").doubleValue() > 0.5, "rain that stands still: " + heavy);
            assertEquals(
                    0,
                    question.json(RELIABILITY + "?to=2024-02-29").get("results").size());
            assertEquals(400, question.status(RELIABILITY + "?by=day"));
            assertEquals(400, question.status(RELIABILITY + "?threshold=3"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "/frames/5.png?probability=0.5&nowcaster=persistence, 404, what made this forecast gives no probabilities",
                "/frames/5.levels?probability=3, 404, `of reaching 0.5, 1, 2, 5, 10, 20 mm/h, not of 3`",
                "/frames/5.nc?probability=heavy, 400, 'probability' must be a number from 0 to 1000",
                ".covjson?probability=-1, 400, 'probability' must be a number from 0 to 1000",
                "/frames/4.png?probability=0.5, 404, the forecast has no such lead time",
                "/frames/5.png?probability=0.5&v=0, 404, `there is no such version of this frame, or no longer`",
                "/frames/5.grib2?probability=0.5, 400, there is no query parameter 'probability'"
            })
    void whatIsNotThereIsRefusedInASentence(String path, int status, String reason) throws Exception {
        HttpResponse<byte[]> answer = ask.get(FORECAST + path);
        assertEquals(status, answer.statusCode());
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        assertTrue(body.contains(reason), body);
    }

    @Test
    void theyOutliveTheProcessAndAreNotMadeAgain(@TempDir Path other) throws Exception {
        RainStore.append(other, RunningServer.FIRST, 7);
        List<String> versions = new ArrayList<>();
        for (int process = 0; process < 2; process++) {
            try (RunningServer restarted =
                    RunningServer.over(other, Settings.defaults().serve().server(), new Probable())) {
                JsonNode forecast = new Answers(restarted.address()).json("/api/v1/forecasts/latest");
                assertFalse(forecast.get("probabilities").isNull());
                versions.add(forecast.get("madeAt").textValue() + forecast.get("version"));
                Files.deleteIfExists(other.resolve("state/amagumo.db"));
            }
        }
        assertEquals(versions.get(0), versions.get(1));
    }

    private static Cell rainy() {
        return Cell.at(RainStore.GRID, LATITUDE, LONGITUDE).orElseThrow();
    }
}
