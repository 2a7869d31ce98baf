package amagumo.server.api;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.store.FrameStore;
import amagumo.server.RawHttp;
import amagumo.server.config.HttpServerSettings;
import amagumo.server.config.Settings;
import amagumo.server.forecast.Kept;
import amagumo.server.forecast.RainStore;
import amagumo.server.http.HttpServer;
import amagumo.server.http.SecurityHeaders;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiServerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String FORECAST = "/api/v1/forecasts/" + RunningServer.BASE;
    private static final String LEAD = FORECAST + "/frames/25.png";

    @TempDir
    private static Path directory;

    private static RunningServer server;

    @BeforeAll
    static void start() throws IOException {
        server = RunningServer.start(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void latestTellsWhereTheFramesAreAndWhatTheyShow() throws Exception {
        JsonNode latest = json("/api/v1/forecasts/latest");
        assertEquals("2024-03-01T00:30:00Z", latest.get("baseTime").textValue());
        assertEquals("persistence", latest.get("model").textValue());
        assertEquals(5, latest.get("stepMinutes").intValue());
        assertEquals(5, latest.get("observations").size());
        assertEquals(-20, latest.at("/observations/0/leadMinutes").intValue());
        assertEquals(
                "2024-03-01T00:10:00Z", latest.at("/observations/0/validTime").textValue());
        assertEquals(15, latest.get("leads").size());
        assertEquals(75, latest.at("/leads/14/leadMinutes").intValue());
        assertEquals("2024-03-01T01:45:00Z", latest.at("/leads/14/validTime").textValue());
        assertEquals(256, latest.at("/grid/nx").intValue());
        assertEquals(336, latest.at("/grid/ny").intValue());
        assertEquals(118.0625, latest.at("/grid/lon1").doubleValue());
        assertEquals("mm/h", latest.at("/legend/unit").textValue());
        assertEquals(8, latest.at("/legend/classes").size());
    }

    @Test
    void boundsAreTheEdgesOfTheCellsInDegreesAndInMetresOfWebMercator() throws Exception {
        JsonNode bounds = json("/api/v1/forecasts/latest").get("bounds");
        assertEquals(20, bounds.get("south").doubleValue(), 1e-5);
        assertEquals(118, bounds.get("west").doubleValue(), 1e-5);
        assertEquals(48, bounds.get("north").doubleValue(), 1e-5);
        assertEquals(150, bounds.get("east").doubleValue(), 1e-5);
        // EPSG:3857 of these corners, from PROJ.
        assertEquals(13_135_699.914, bounds.at("/metres/minX").doubleValue(), 1);
        assertEquals(2_273_030.927, bounds.at("/metres/minY").doubleValue(), 1);
        assertEquals(16_697_923.619, bounds.at("/metres/maxX").doubleValue(), 1);
        assertEquals(6_106_854.835, bounds.at("/metres/maxY").doubleValue(), 1);
    }

    @Test
    void everyFrameIsAPictureWhereMissingIsUnlikeDryAndRainHasItsClass() throws Exception {
        JsonNode latest = json("/api/v1/forecasts/latest");
        List<String> urls = new ArrayList<>();
        latest.get("observations").forEach(frame -> urls.add(frame.get("url").textValue()));
        latest.get("leads").forEach(frame -> urls.add(frame.get("url").textValue()));
        assertEquals(20, urls.size());
        for (String url : urls) {
            HttpResponse<byte[]> answer = get(url);
            assertEquals(200, answer.statusCode(), url);
            assertEquals("image/png", header(answer, "Content-Type"));
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(answer.body()));
            assertEquals(256, picture.getWidth());
            int rainRow = mercatorRow(picture.getHeight(), RainStore.GRID.latitude(95));
            assertEquals(0xFFFF9900, picture.getRGB(180, rainRow), "30 to 50 mm/h");
            assertEquals(0, picture.getRGB(100, rainRow) >>> 24, "dry is transparent");
            assertTrue(picture.getRGB(0, picture.getHeight() - 1) >>> 24 > 0, "missing is not");
        }
    }

    /** Row of a picture from 20 to 48 degrees north, by the formula of Web Mercator. */
    private static int mercatorRow(int height, double latitude) {
        double north = mercator(48);
        return (int) ((north - mercator(latitude)) / (north - mercator(20)) * height);
    }

    private static double mercator(double latitude) {
        return Math.log(Math.tan(Math.PI / 4 + Math.toRadians(latitude) / 2));
    }

    @Test
    void pictureOfAVersionIsImmutable() throws Exception {
        for (String frames : List.of("/observations/0/url", "/leads/4/url")) {
            String url = json("/api/v1/forecasts/latest").at(frames).textValue();
            HttpResponse<byte[]> answer = get(url);
            assertEquals("public, max-age=31536000, immutable", header(answer, "Cache-Control"));
            String version = url.substring(url.indexOf("?v=") + 3);
            assertEquals('"' + version + '"', header(answer, "ETag"));
            HttpResponse<byte[]> other = get(url.replace(version, "0".repeat(32)));
            assertEquals(404, other.statusCode(), "never other bytes than the version's");
            assertEquals("no-store", header(other, "Cache-Control"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                LEAD,
                "/api/v1/observations/20240301T001000Z.png",
                "/api/v1/observations/20240301T000000Z.png",
                "/api/v1/forecasts/latest",
                FORECAST,
                FORECAST + "/points?lat=35&lon=139",
                "/api/v1/openapi.json"
            })
    void whatMayChangeIsAskedAboutEachTimeAndNotSentAgainToWhoHasIt(String path) throws Exception {
        HttpResponse<byte[]> first = get(path);
        assertEquals("no-cache", header(first, "Cache-Control"));
        String tag = header(first, "ETag");
        boolean isPicture = path.endsWith(".png");
        assertTrue(tag.matches((isPicture ? "" : "W/") + "\"[0-9a-f]{32}\""), tag);
        assertEquals(isPicture ? "" : "Accept-Encoding", header(first, "Vary"));
        String opaque = tag.substring(tag.indexOf('"'));
        for (String known : List.of(opaque, "W/" + opaque, "\"other\", " + tag, "*")) {
            HttpResponse<byte[]> again = send(request(path).header("If-None-Match", known));
            assertEquals(304, again.statusCode(), known);
            assertEquals(0, again.body().length);
            assertEquals(tag, header(again, "ETag"));
            assertEquals("no-cache", header(again, "Cache-Control"));
            assertEquals(header(first, "Vary"), header(again, "Vary"));
        }
        HttpResponse<byte[]> changed = send(request(path).header("If-None-Match", "\"other\""));
        assertEquals(200, changed.statusCode());
        assertArrayEquals(first.body(), changed.body());
    }

    @Test
    void pageIsAskedAboutEachTimeToo() throws Exception {
        assertEquals("no-cache", header(get("/"), "Cache-Control"));
        assertEquals("no-store", header(get("/healthz"), "Cache-Control"));
    }

    @Test
    void forecastNamesTheVersionsOfItsFramesAndPointsThatOfTheirForecast() throws Exception {
        JsonNode latest = json("/api/v1/forecasts/latest");
        JsonNode observed = latest.at("/observations/4");
        assertEquals(
                FrameStore.open(directory)
                        .frame(Instant.parse(observed.get("validTime").textValue()))
                        .version()
                        .hex(),
                observed.get("version").textValue());
        assertEquals(
                latest.get("version"), json(FORECAST + "/points?lat=35&lon=139").get("version"));
    }

    @Test
    void olderFramesOfTheStoreCanBeSeenToo() throws Exception {
        assertEquals(200, get("/api/v1/observations/20240301T000000Z.png").statusCode());
    }

    @Test
    void forecastIsFoundByItsBaseTime() throws Exception {
        assertEquals(json("/api/v1/forecasts/latest"), json(FORECAST));
    }

    @Test
    void rainAtAPlaceIsThatOfItsCell() throws Exception {
        double latitude = RainStore.GRID.latitude(RainStore.FIRST_ROW) + 0.04;
        double longitude = RainStore.GRID.longitude(RainStore.LAST_COLUMN) + 0.06;
        JsonNode rates = json(points(latitude, longitude)).get("rates");
        assertEquals(20, rates.size());
        for (JsonNode rate : rates) {
            assertEquals(40.0, rate.get("rateMmH").doubleValue());
        }
        assertEquals(-20, rates.at("/0/leadMinutes").intValue());
        assertEquals("2024-03-01T01:45:00Z", rates.at("/19/validTime").textValue());
        double dry = RainStore.GRID.latitude(RainStore.FIRST_ROW) + 0.05;
        assertEquals(0.0, json(points(dry, longitude)).at("/rates/19/rateMmH").doubleValue());
        assertTrue(json(points(20.1, 118.1)).at("/rates/19/rateMmH").isNull(), "no data");
    }

    private static String points(double latitude, double longitude) {
        return FORECAST + "/points?lat=" + latitude + "&lon=" + longitude;
    }

    @Test
    void healthIsOk() throws Exception {
        JsonNode health = json("/healthz");
        assertEquals("ok", health.get("status").textValue());
        assertEquals("2024-03-01T00:30:00Z", health.at("/feed/newestFrame").textValue());
        assertEquals(0, health.at("/feed/aheadSeconds").intValue());
    }

    @ParameterizedTest
    @CsvSource({
        "400, /api/v1/forecasts/latest?fast=1",
        "400, /healthz?x",
        "400, /api/v1/forecasts/2024-03-01/frames/5.png",
        "400, /api/v1/forecasts/20240230T000000Z/frames/5.png",
        "400, /api/v1/forecasts/20240301T003000Z/frames/five.png",
        "400, /api/v1/forecasts/20240301T003000Z/frames/-5.png",
        "400, /api/v1/forecasts/20240301T003000Z/frames/99999999999.png",
        "400, /api/v1/forecasts/20240301T003000Z/frames/5.png?w=1",
        "400, /api/v1/forecasts/20240301T003000Z/points",
        "400, /api/v1/forecasts/20240301T003000Z/points?lat=35",
        "400, /api/v1/forecasts/20240301T003000Z/points?lat=35&lon=NaN",
        "400, /api/v1/forecasts/20240301T003000Z/points?lat=91&lon=139",
        "400, /api/v1/forecasts/20240301T003000Z/points?lat=35&lat=36&lon=139",
        "400, /api/v1/forecasts/20240301T003000Z/points?lat=%zz&lon=139",
        "400, /api/v1/forecasts/20240301T003000Z/points?lat=35&lon=139&lon=%",
        "400, /api/v1/forecasts/20240301T003000Z/points?lat=35&lon=139&%zz=1",
        "400, /api/v1/observations/yesterday.png",
        "400, /api/v1/%2e%2e%2fetc/passwd",
        "400, /%zz",
        "404, /api/v1/forecasts/20240301T003500Z",
        "404, /api/v1/forecasts/20240301T003500Z/frames/5.png",
        "404, /api/v1/forecasts/20240301T003000Z/frames/0.png",
        "404, /api/v1/forecasts/20240301T003000Z/frames/7.png",
        "404, /api/v1/forecasts/20240301T003000Z/frames/80.png",
        "404, /api/v1/forecasts/20240301T003000Z/frames/5.png?v=another",
        "404, /api/v1/forecasts/20240301T003000Z/frames/5.jpg",
        "404, /api/v1/forecasts/20240301T003000Z/points?lat=35&lon=100",
        "404, /api/v1/observations/20240301T000100Z.png",
        "404, /api/v1/nothing",
        "404, /nothing.js",
        "404, /js/",
        "404, /META-INF/MANIFEST.MF",
    })
    void errorIsAProblemThatTellsNothingOfTheInside(int status, String path) throws Exception {
        assertProblem(status, raw("GET", path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void otherMethodsAreRefused(String method) throws Exception {
        RawHttp.Answer answer = raw(method, "/api/v1/forecasts/latest");
        assertProblem(405, answer);
        assertEquals("GET, HEAD, OPTIONS", answer.header("allow"));
    }

    @Test
    void whatCannotBeDecodedIsSaidToBeSo() throws Exception {
        String tile = "/api/v1/tiles/observed/20240301T003000Z/6/56/24.png";
        assertTrue(raw("GET", tile + "?size=%zz")
                .body()
                .contains("the query parameter 'size=%zz' is not percent-encoded as it must be"));
        assertEquals(400, raw("GET", tile + "?%zz=512").status());
        assertEquals(200, raw("GET", tile + "?size=%35%31%32").status());
    }

    @Test
    void aListThatIsNoneIsRefusedAndNotAFaultOfTheServer() throws Exception {
        String levels = "/api/v1/observations/20240301T003000Z.levels";
        HttpResponse<byte[]> answer = send(request(levels).header("Accept-Encoding", "\"gzip"));
        assertEquals(400, answer.statusCode());
    }

    private static void assertProblem(int status, RawHttp.Answer answer) throws IOException {
        assertEquals(status, answer.status(), answer::toString);
        assertTrue(answer.header("content-type").startsWith("application/problem+json"), answer::toString);
        assertFalse(answer.header("content-security-policy").isEmpty(), answer::toString);
        JsonNode problem = JSON.readTree(answer.body());
        assertEquals("about:blank", problem.get("type").textValue());
        assertEquals(status, problem.get("status").intValue());
        assertFalse(problem.get("title").textValue().isBlank());
        String inside = answer.toString().toLowerCase(Locale.ROOT);
        for (String trace : List.of("exception", "jetty", "javalin", "amagumo.server", "org.", "stack")) {
            assertFalse(inside.contains(trace), answer::toString);
        }
    }

    @Test
    void unknownParameterIsNamedButNotRepeatedAtLength() throws Exception {
        RawHttp.Answer answer = raw("GET", "/healthz?%3Cscript%3E" + "x".repeat(500) + "=1");
        assertEquals(400, answer.status());
        assertTrue(answer.body().length() < 300, answer::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/js/main.js", "/leaflet/leaflet.js", "/data/land.json", "/healthz", LEAD})
    void everyAnswerCarriesTheSecurityHeaders(String path) throws Exception {
        HttpResponse<byte[]> answer = get(path);
        assertEquals(200, answer.statusCode());
        Map<String, String> expectedHeaders = new HashMap<>(SecurityHeaders.ALL);
        if (path.equals(LEAD)) { // what everybody may read, pages of other sites may show
            expectedHeaders.put("Cross-Origin-Resource-Policy", "cross-origin");
        }
        assertAll(expectedHeaders.entrySet().stream()
                .map(expected -> () -> assertEquals(expected.getValue(), header(answer, expected.getKey()))));
        assertTrue(answer.headers().firstValue("Server").isEmpty());
        assertTrue(header(answer, "Content-Security-Policy").contains("default-src 'self'"));
        assertTrue(header(answer, "Permissions-Policy").contains("geolocation=(self)"));
    }

    @Test
    void headAnswersWithoutABody() throws Exception {
        HttpResponse<byte[]> answer = send(request(LEAD).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertEquals(200, answer.statusCode());
        assertEquals(0, answer.body().length);
        assertTrue(header(answer, "ETag").length() > 2);
        HttpRequest.Builder unknown = request(FORECAST + "/frames/7.png");
        assertEquals(
                404,
                send(unknown.method("HEAD", HttpRequest.BodyPublishers.noBody()))
                        .statusCode());
    }

    @Test
    void addressThatIsNotThisMachinesIsOneSentence() {
        IOException refused = assertThrows(IOException.class, () -> start("192.0.2.1", 0));
        assertTrue(refused.getMessage().startsWith("cannot listen on 192.0.2.1:0: "), refused::getMessage);
        assertFalse(refused.getMessage().contains("\n"));
    }

    @Test
    void portThatIsTakenIsOneSentence() {
        int port = server.address().getPort();
        IOException refused = assertThrows(IOException.class, () -> start("127.0.0.1", port));
        assertEquals("cannot listen on 127.0.0.1:%d: Address already in use".formatted(port), refused.getMessage());
    }

    private static HttpServer start(String host, int port) throws IOException {
        HttpServerSettings settings = Settings.defaults().serve().server().with(Optional.of(host), Optional.of(port));
        return HttpServer.start(settings, List.of(), new SimpleMeterRegistry());
    }

    @Test
    void serverWithoutAForecastSaysThatItWaits(@TempDir Path other) throws Exception {
        try (RunningServer waiting = RunningServer.start(other, 4)) {
            HttpResponse<byte[]> answer = CLIENT.send(
                    HttpRequest.newBuilder(waiting.address().resolve("/api/v1/forecasts/latest"))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertEquals(503, answer.statusCode());
            assertEquals("30", header(answer, "Retry-After"));
            assertEquals("application/problem+json", header(answer, "Content-Type"));
            RainStore.append(other, RunningServer.FIRST.plusSeconds(4 * 300), 1);
            assertTrue(Kept.refresh(waiting.forecasts));
            assertEquals(
                    200,
                    CLIENT.send(
                                    HttpRequest.newBuilder(waiting.address().resolve("/api/v1/forecasts/latest"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode());
        }
    }

    private static JsonNode json(String path) throws Exception {
        HttpResponse<byte[]> answer = get(path);
        assertEquals(200, answer.statusCode(), path);
        assertEquals("application/json", header(answer, "Content-Type"));
        return JSON.readTree(answer.body());
    }

    private static RawHttp.Answer raw(String method, String path) throws IOException {
        return RawHttp.send(server.address(), method, path);
    }

    private static HttpResponse<byte[]> get(String path) throws Exception {
        return send(request(path));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.address().resolve(path));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
