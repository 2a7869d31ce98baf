package amagumo.server.door.rainviewer;

import static amagumo.server.Answers.header;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.Answers;
import amagumo.server.api.RunningServer;
import amagumo.server.config.HttpServerSettings;
import amagumo.server.config.Settings;
import amagumo.server.door.DoorServer;
import amagumo.server.forecast.RainStore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RainViewerDoorTest {

    private static final Instant FIRST = Instant.parse("2024-03-01T00:00:00Z");
    private static final String MAPS = "/public/weather-maps.json";
    private static final int RAIN = 0xFFFF9900;

    @TempDir
    private static Path directory;

    private static RunningServer server;
    private static Answers ask;

    /** 30 frames of 5 minutes: the newest is of 02:25, so the last that is listed is of 02:20. */
    @BeforeAll
    static void start() throws IOException {
        RainStore.append(directory, FIRST, 30);
        server = RunningServer.over(directory, Settings.defaults().serve().server());
        ask = new Answers(server.address());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theListHasThirteenPastFramesTenMinutesApartAndTheNowcastBehindThem() throws Exception {
        JsonNode maps = ask.json(MAPS + "?callback=ignored");
        assertEquals("2.0", maps.get("version").textValue());
        assertEquals(server.address().toString(), maps.get("host").textValue() + "/");
        assertTrue(maps.at("/satellite/infrared").isArray());
        assertEquals(0, maps.at("/satellite/infrared").size());
        List<Long> past = times(maps.at("/radar/past"));
        List<Long> nowcast = times(maps.at("/radar/nowcast"));
        assertEquals(every10MinutesFrom("2024-03-01T00:20:00Z", 13), past);
        assertEquals(every10MinutesFrom("2024-03-01T02:30:00Z", 8), nowcast);
        assertTrue(maps.get("generated").longValue() > past.get(12));
        for (JsonNode frame : maps.at("/radar/nowcast")) {
            assertTrue(frame.get("path").textValue().contains("20240301T022500Z"), "it names its base");
        }
    }

    @Test
    void everyListIsThereWhateverThereIsToList(@TempDir Path scratch) throws Exception {
        try (DoorServer empty = DoorServer.awaiting(scratch);
                DoorServer young = DoorServer.start(scratch.resolve("young"), 3)) {
            JsonNode nothing = maps(empty);
            assertEquals("[]", nothing.at("/radar/past").toString());
            assertEquals("[]", nothing.at("/radar/nowcast").toString());
            assertEquals("[]", nothing.at("/satellite/infrared").toString());
            JsonNode withoutForecast = maps(young);
            assertEquals(every10MinutesFrom("2024-03-01T00:00:00Z", 2), times(withoutForecast.at("/radar/past")));
            assertEquals("[]", withoutForecast.at("/radar/nowcast").toString());
        }
    }

    private static JsonNode maps(DoorServer server) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(server.get(MAPS).body());
    }

    @Test
    void theNowcastOfAForecastThatIsOlderThanTheNewestFramesBeginsBehindThem(@TempDir Path scratch) throws Exception {
        RainStore.append(scratch, Instant.parse("2024-03-01T01:00:00Z"), 3); // too few in a row for a forecast
        try (DoorServer late = DoorServer.start(scratch)) {
            JsonNode radar = maps(late).get("radar");
            List<Long> past = times(radar.get("past"));
            assertEquals(
                    Instant.parse("2024-03-01T01:10:00Z").getEpochSecond(),
                    past.get(past.size() - 1).longValue());
            assertEquals(every10MinutesFrom("2024-03-01T01:20:00Z", 3), times(radar.get("nowcast")));
        }
    }

    @Test
    void equalBytesHaveOneTagAtEveryAddress() throws Exception {
        JsonNode past = ask.json(MAPS).at("/radar/past");
        HttpResponse<byte[]> listed =
                ask.get(past.get(past.size() - 1).get("path").textValue() + "/256/6/56/24/2/0_0.png");
        HttpResponse<byte[]> newest = ask.get("/v2/radar/0/256/6/56/24/2/0_0.png");
        assertArrayEquals(listed.body(), newest.body());
        assertEquals(header(listed, "ETag"), header(newest, "ETag"));
        assertTrue(header(newest, "ETag").matches("\"[0-9a-f]{32}\""), header(newest, "ETag"));
    }

    private static List<Long> times(JsonNode frames) {
        List<Long> times = new ArrayList<>();
        frames.forEach(frame -> times.add(frame.get("time").longValue()));
        return times;
    }

    private static List<Long> every10MinutesFrom(String first, int count) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            times.add(Instant.parse(first).getEpochSecond() + 600L * i);
        }
        return times;
    }

    @Test
    void theTilesOfEveryListedFrameAreThereForEver() throws Exception {
        JsonNode maps = ask.json(MAPS);
        for (String frames : List.of("/radar/past", "/radar/nowcast")) {
            for (JsonNode frame : maps.at(frames)) {
                String tile = frame.get("path").textValue() + "/256/6/56/24/2/0_0.png";
                assertTrue(isRainy(ask.picture(tile)), tile);
                assertEquals("public, max-age=31536000, immutable", header(ask.get(tile), "Cache-Control"));
            }
        }
    }

    @Test
    void aTimeAloneIsTheNewestOfThenAndZeroTheNewestOfAll() throws Exception {
        long observed = Instant.parse("2024-03-01T02:25:00Z").getEpochSecond();
        for (long time : new long[] {0, observed, observed + 300, observed + 4500}) {
            String tile = "/v2/radar/" + time + "/512/6/56/24/2/1_1.png";
            assertTrue(isRainy(ask.picture(tile)), tile);
            assertEquals("no-cache", header(ask.get(tile), "Cache-Control"));
        }
        assertEquals(404, ask.status("/v2/radar/" + (observed + 4800) + "/512/6/56/24/2/1_1.png"));
    }

    @Test
    void aDotTellsAPlaceWhichIsTheMiddleOfThePicture() throws Exception {
        // The rain reaches from 39.542 to 40.542 N and 140 to 141 E.
        BufferedImage around = ask.picture("/v2/radar/0/512/7/40.04/140.5/2/0_0.png");
        assertEquals(512, around.getWidth());
        assertEquals(RAIN, around.getRGB(256, 256));
        double pixels = 512 * 128 / 360.0;
        for (int offset : new int[] {-4, 4}) {
            int shown = around.getRGB((int) (256 - pixels / 2 + offset), 256);
            assertEquals(offset > 0 ? RAIN : 0, offset > 0 ? shown : shown >>> 24);
        }
        assertEquals(
                RAIN, ask.picture("/v2/radar/0/256/5/40.0/140.5/2/0_0.webp").getRGB(128, 128));
        assertEquals(0, ask.picture("/v2/radar/0/256/7/-33.9/-151.2/2/0_0.png").getRGB(128, 128) >>> 24);
        assertEquals(404, ask.status("/v2/radar/0/256/7/85.1/140.5/2/0_0.png"));
        assertEquals(404, ask.status("/v2/radar/0/256/7/40.0/180.5/2/0_0.png"));
    }

    @Test
    void paletteZeroIsReflectivityAndUnknownOnesTheDefault() throws Exception {
        // 40 mm/h is 23.01 + 16 log10 40 = 48.6 dBZ: 48 + 32 = 80.
        BufferedImage numbers = ask.picture("/v2/radar/0/256/7/40.04/140.5/0/0_0.png");
        assertEquals(0xFF505050, numbers.getRGB(128, 128));
        assertEquals(0xFF000000, numbers.getRGB(0, 0), "dry");
        assertEquals(0, ask.picture("/v2/radar/0/256/7/21.0/119.0/0/0_0.png").getRGB(128, 128) >>> 24, "not seen");
        byte[] usual = ask.get("/v2/radar/0/256/6/56/24/2/0_0.png").body();
        for (String palette : List.of("1", "8", "255", "nonsense")) {
            assertArrayEquals(
                    usual,
                    ask.get("/v2/radar/0/256/6/56/24/" + palette + "/0_0.png").body());
        }
    }

    @Test
    void coverageIsTransparentWhereRadarSeesAndBlackElsewhere() throws Exception {
        for (String ending : List.of(".png", "/0/0_0.png", "/2/1_1.png")) {
            assertEquals(0, ask.picture("/v2/coverage/0/256/6/56/24" + ending).getRGB(10, 10) >>> 24);
            assertEquals(
                    0xFF000000,
                    ask.picture("/v2/coverage/0/256/7/106/56" + ending).getRGB(128, 128));
            assertEquals(
                    0xFF000000,
                    ask.picture("/v2/coverage/0/256/3/10.0/-60.0" + ending).getRGB(128, 128));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/radar/0/300/6/56/24/2/0_0.png",
        "/v2/radar/0/4096/6/56/24/2/0_0.png",
        "/v2/radar/0/256/19/56/24/2/0_0.png",
        "/v2/radar/0/256/6/64/24/2/0_0.png",
        "/v2/radar/0/256/6/-1/24/2/0_0.png",
        "/v2/radar/0/256/6/56/24/2/0_0.gif",
        "/v2/radar/0/256/6/56/24/2/x_y.png",
        "/v2/radar/0/256/6/1e5.0/24/2/0_0.png",
        "/v2/radar/newest/256/6/56/24/2/0_0.png",
        "/v2/radar/99999999999/256/6/56/24/2/0_0.png",
        "/v2/radar/1709259900_observed_0000000000000000/256/6/56/24/2/0_0.png",
        "/v2/coverage/0/256/6/56/24.gif",
        "/v2/satellite/0/256/6/56/24/0/0_0.png"
    })
    void whatIsNotThereIsNotFound(String path) throws Exception {
        assertEquals(404, ask.status(path));
    }

    @Test
    void queryParametersThatMeanNothingAreIgnored() throws Exception {
        assertEquals(200, ask.status("/v2/radar/0/256/6/56/24/2/0_0.png?color=3&t=1&t=2"));
    }

    @Test
    void theHostIsWhatTheClientAskedOrAProxyThatIsTrustedSays(@TempDir Path scratch) throws Exception {
        assertEquals(
                server.address().toString(),
                host(ask, "X-Forwarded-Proto", "https", "X-Forwarded-Host", "evil.example") + "/");
        try (RunningServer behind = over(scratch, "http.trusted-proxies = [\"127.0.0.1\"]")) {
            Answers proxied = new Answers(behind.address());
            assertEquals(
                    "https://rain.example",
                    host(proxied, "X-Forwarded-Proto", "https", "X-Forwarded-Host", "rain.example"));
            assertEquals(
                    "https://rain.example:8443",
                    host(proxied, "X-Forwarded-Proto", "https", "X-Forwarded-Host", "evil.example, rain.example:8443"));
            assertEquals(
                    behind.address().toString(), host(proxied, "X-Forwarded-Host", "<script>") + "/", "not a host");
        }
        try (RunningServer named = over(scratch, "public-url = \"https://rain.example/map/\"")) {
            assertEquals("https://rain.example/map", host(new Answers(named.address())));
        }
    }

    @Test
    void aDoorThatIsShutIsNotThere(@TempDir Path scratch) throws Exception {
        try (RunningServer shut = over(scratch, "doors = [jma]")) {
            Answers closed = new Answers(shut.address());
            assertEquals(404, closed.status(MAPS));
            assertEquals(200, closed.status("/bosai/jmatile/data/nowc/targetTimes_N1.json"));
        }
    }

    private static RunningServer over(Path scratch, String serve) throws IOException {
        Path file = Files.writeString(scratch.resolve("door.conf"), "serve { %s }".formatted(serve));
        HttpServerSettings settings = Settings.read(file).serve().server();
        RainStore.append(scratch.resolve("store"), FIRST, 7);
        return RunningServer.over(scratch.resolve("store"), settings);
    }

    private static String host(Answers ask, String... headers) throws IOException, InterruptedException {
        return ask.json(MAPS, headers).get("host").textValue();
    }

    private static boolean isRainy(BufferedImage picture) {
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                if (picture.getRGB(x, y) == RAIN) {
                    return true;
                }
            }
        }
        return false;
    }
}
