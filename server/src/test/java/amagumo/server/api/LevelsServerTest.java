package amagumo.server.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.forecast.Kept;
import amagumo.server.forecast.RainStore;
import amagumo.server.render.RateLevels;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a map that draws by itself is given: levels, motions, and the list of what is stored. */
class LevelsServerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OBSERVATIONS = "/api/v1/observations";

    @TempDir
    private static Path directory;

    private static RunningServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        server = RunningServer.start(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void framesAreTheLevelsOfTheirRatesAndNeverChange() throws Exception {
        JsonNode forecast = json("/api/v1/forecasts/latest");
        JsonNode grid = forecast.get("levels");
        assertEquals(RainStore.GRID.nx(), grid.get("columns").intValue());
        assertEquals(RainStore.GRID.ny(), grid.get("rows").intValue());
        assertEquals(48, grid.get("north").doubleValue(), 1e-6);
        for (String list : new String[] {"observations", "leads"}) {
            for (JsonNode frame : forecast.get(list)) {
                HttpResponse<byte[]> answer = get(frame.get("levelsUrl").textValue(), "gzip");
                assertEquals(
                        "gzip", answer.headers().firstValue("content-encoding").orElse("none"));
                assertEquals("public, max-age=31536000, immutable", header(answer, "cache-control"));
                assertArrayEquals(expected(), unpacked(answer.body()), frame.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip;q=0", "gzip; q=0.0, *", "x-gzip"})
    void whoTakesNoGzipGetsThemUnpacked(String encoding) throws Exception {
        String url = json("/api/v1/forecasts/latest").at("/leads/0/levelsUrl").textValue();
        HttpResponse<byte[]> answer = get(url, encoding);
        assertTrue(answer.headers().firstValue("content-encoding").isEmpty());
        assertArrayEquals(expected(), answer.body());
    }

    @Test
    void cachesAreToldThatWhatIsKeptForEverHasAPackedAndAPlainForm() throws Exception {
        JsonNode forecast = json("/api/v1/forecasts/latest");
        for (String url : List.of(
                forecast.at("/leads/0/levelsUrl").textValue(),
                forecast.get("motionUrl").textValue())) {
            HttpResponse<byte[]> packed = get(url, "gzip");
            HttpResponse<byte[]> plain = get(url, "identity");
            assertEquals("gzip", header(packed, "content-encoding"), url);
            assertEquals("", header(plain, "content-encoding"), url);
            for (HttpResponse<byte[]> form : List.of(packed, plain)) {
                assertEquals("public, max-age=31536000, immutable", header(form, "cache-control"));
                assertEquals("Accept-Encoding", header(form, "vary"));
                assertTrue(header(form, "etag").startsWith("W/\""), "a strong tag is of one form's octets alone");
            }
            assertArrayEquals(plain.body(), unpacked(packed.body()));
        }
    }

    @Test
    void anObservationThatWasReplacedIsNotFoundInItsOldVersion(@TempDir Path other) throws Exception {
        try (RunningServer changing = RunningServer.start(other)) {
            String url =
                    json(changing, OBSERVATIONS).at("/observations/0/levelsUrl").textValue();
            assertEquals(200, get(changing, url, "gzip").statusCode());
            RainStore.replaceByDry(other, RunningServer.FIRST.plus(Duration.ofMinutes(6 * RainStore.STEP_MINUTES)));
            Kept.refresh(changing.forecasts);
            assertEquals(404, get(changing, url, "gzip").statusCode());
            JsonNode now = json(changing, OBSERVATIONS).at("/observations/0");
            byte[] dry = unpacked(
                    get(changing, now.get("levelsUrl").textValue(), "gzip").body());
            assertEquals(RateLevels.DRY, dry[cell(RainStore.FIRST_ROW, RainStore.FIRST_COLUMN)]);
        }
    }

    @Test
    void aFrameOfAForecastThatWasMadeAnewIsNotFoundInItsOldVersion(@TempDir Path other) throws Exception {
        try (RunningServer changing = RunningServer.start(other)) {
            JsonNode lead = json(changing, "/api/v1/forecasts/latest").at("/leads/0");
            List<String> urls =
                    List.of(lead.get("levelsUrl").textValue(), lead.get("url").textValue());
            for (String url : urls) {
                byte[] first = get(changing, url, "gzip").body();
                assertArrayEquals(first, get(changing, url, "gzip").body());
            }
            RainStore.replaceByDry(other, RunningServer.FIRST.plus(Duration.ofMinutes(6 * RainStore.STEP_MINUTES)));
            Kept.refresh(changing.forecasts);
            for (String url : urls) {
                assertEquals(404, get(changing, url, "gzip").statusCode(), url);
            }
        }
    }

    @Test
    void rainThatStandsStillHasNoMotionAndTheFirstFrameNoneAtAll() throws Exception {
        JsonNode listed = json(OBSERVATIONS).get("observations");
        assertEquals(7, listed.size());
        assertTrue(listed.get(6).get("motionUrl").isNull());
        JsonNode motion = json(listed.get(0).get("motionUrl").textValue());
        assertEquals(
                json("/api/v1/forecasts/latest").get("motionUrl"), listed.get(0).get("motionUrl"));
        assertEquals(
                motion.get("rows").intValue() * motion.get("columns").intValue(),
                motion.get("east").size());
        motion.get("east").forEach(degrees -> assertEquals(0, degrees.doubleValue(), 1e-4));
        motion.get("north").forEach(degrees -> assertEquals(0, degrees.doubleValue(), 1e-4));
    }

    @Test
    void theListGoesBackPageByPage() throws Exception {
        JsonNode first = json(OBSERVATIONS + "?limit=4");
        assertEquals(
                "2024-03-01T00:30:00Z", first.at("/observations/0/validTime").textValue());
        JsonNode rest =
                json(OBSERVATIONS + "?limit=4&before=" + first.get("before").textValue());
        assertEquals(
                "2024-03-01T00:10:00Z", rest.at("/observations/0/validTime").textValue());
        assertEquals(3, rest.get("observations").size());
        assertTrue(rest.get("before").isNull());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/observations?limit=0, 400",
        "/api/v1/observations?limit=301, 400",
        "/api/v1/observations?before=yesterday, 400",
        "/api/v1/observations/yesterday/motion, 400",
        "/api/v1/observations/20240301T000000Z/motion, 404",
        "/api/v1/observations/20240301T003000Z/motion?v=0123456789abcdef, 404",
        "/api/v1/observations/19990301T003000Z.levels, 404",
        "/api/v1/observations/20240301T003000Z.levels?v=0123456789abcdef, 404",
        "/api/v1/forecasts/20240301T003000Z/frames/26.levels, 404",
        "/api/v1/forecasts/20240301T003000Z/frames/80.levels, 404",
        "/api/v1/forecasts/20240301T003000Z/frames/one.levels, 400",
    })
    void whatIsNotThereIsSaid(String path, int status) throws Exception {
        assertEquals(status, get(path, "gzip").statusCode());
    }

    /** The rainy rectangle of {@link RainStore}, its corner without data, dry elsewhere. */
    private static byte[] expected() {
        byte[] levels = new byte[(int) RainStore.GRID.cells()];
        for (int row = 0; row < RainStore.GRID.ny(); row++) {
            for (int column = 0; column < RainStore.GRID.nx(); column++) {
                boolean rain = row >= RainStore.FIRST_ROW
                        && row <= RainStore.LAST_ROW
                        && column >= RainStore.FIRST_COLUMN
                        && column <= RainStore.LAST_COLUMN;
                boolean missing = row >= RainStore.MISSING_FROM_ROW && column < RainStore.MISSING_COLUMNS;
                levels[cell(row, column)] = (byte)
                        (missing ? 0 : rain ? 2 + RateLevels.COARSE.boundsMmH().indexOf(40f) : 1);
            }
        }
        return levels;
    }

    private static int cell(int row, int column) {
        return row * RainStore.GRID.nx() + column;
    }

    private JsonNode json(String path) throws Exception {
        return json(server, path);
    }

    private JsonNode json(RunningServer of, String path) throws Exception {
        return JSON.readTree(get(of, path, "identity").body());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private HttpResponse<byte[]> get(String path, String encoding) throws Exception {
        return get(server, path, encoding);
    }

    private HttpResponse<byte[]> get(RunningServer of, String path, String encoding) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(of.address().resolve(path))
                .header("Accept-Encoding", encoding)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static byte[] unpacked(byte[] gzipped) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzipped))) {
            return in.readAllBytes();
        }
    }
}
