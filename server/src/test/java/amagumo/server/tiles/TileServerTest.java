package amagumo.server.tiles;

import static amagumo.server.Answers.header;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.Answers;
import amagumo.server.RawHttp;
import amagumo.server.api.RunningServer;
import amagumo.server.config.Settings;
import amagumo.server.forecast.Kept;
import amagumo.server.forecast.RainStore;
import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TileServerTest {

    private static final String TILES = "/api/v1/tiles/";
    private static final String OBSERVED = TILES + "observed/20240301T003000Z/";

    /** The tile that the rain of {@link RainStore} lies on: 39.5 to 40.5 N, 140 to 141 E. */
    private static final String AKITA = "6/56/24.png";

    private static final int RAIN = 0xFFFF9900;

    @TempDir
    private static Path directory;

    private static RunningServer server;
    private static Answers ask;

    @BeforeAll
    static void start() throws IOException {
        RainStore.append(directory, Instant.parse("2024-03-01T00:00:00Z"), 7);
        server = RunningServer.over(directory, Settings.defaults().serve().server());
        ask = new Answers(server.address());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 512, 1024, 2048})
    void aTileShowsTheRainWhereItFalls(int size) throws Exception {
        BufferedImage tile = ask.picture(OBSERVED + AKITA + "?size=" + size);
        assertEquals(size, tile.getWidth());
        assertEquals(size, tile.getHeight());
        int rainy = 0;
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double longitude = (56 + (x + 0.5) / size) / 64 * 360 - 180;
                double latitude =
                        Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * (24 + (y + 0.5) / size) / 64))));
                boolean rains = isRainy(latitude, longitude);
                rainy += rains ? 1 : 0;
                assertEquals(rains ? RAIN : 0, rains ? tile.getRGB(x, y) : tile.getRGB(x, y) >>> 24);
            }
        }
        assertTrue(rainy > size * size / 100, rainy + " pixels");
    }

    private static boolean isRainy(double latitude, double longitude) {
        int row = (int) Math.floor((RainStore.GRID.north() - latitude) / RainStore.GRID.dLat() + 0.5);
        int column = RainStore.GRID.columnAt(longitude).orElseThrow();
        return row >= RainStore.FIRST_ROW
                && row <= RainStore.LAST_ROW
                && column >= RainStore.FIRST_COLUMN
                && column <= RainStore.LAST_COLUMN;
    }

    @Test
    void theTilesThatAForecastNamesNeverChange() throws Exception {
        JsonNode forecast = ask.json("/api/v1/forecasts/latest");
        assertEquals(15, forecast.get("leads").size());
        for (String frames : new String[] {"leads", "observations"}) {
            for (JsonNode frame : forecast.get(frames)) {
                String tile = frame.get("tilesUrl").textValue().replace("{z}/{x}/{y}.png", AKITA);
                HttpResponse<byte[]> answer = ask.get(tile);
                assertEquals("public, max-age=31536000, immutable", header(answer, "Cache-Control"), tile);
                assertArrayEquals(ask.get(OBSERVED + AKITA).body(), answer.body(), "persistence");
                String version = tile.replaceFirst(".*_([0-9a-f]+)/.*", "$1");
                assertEquals(404, ask.status(tile.replace(version, "0".repeat(version.length()))));
            }
        }
    }

    @Test
    void tilesOfWhatWasReplacedAreNotServedHoweverWarmTheyWere(@TempDir Path other) throws Exception {
        RainStore.append(other, Instant.parse("2024-03-01T00:00:00Z"), 7);
        try (RunningServer changing =
                RunningServer.over(other, Settings.defaults().serve().server())) {
            Answers asked = new Answers(changing.address());
            JsonNode forecast = asked.json("/api/v1/forecasts/latest");
            List<String> named = new ArrayList<>();
            for (String frames : new String[] {"leads", "observations"}) {
                JsonNode last = forecast.get(frames).get(forecast.get(frames).size() - 1);
                named.add(last.get("tilesUrl").textValue().replace("{z}/{x}/{y}.png", AKITA));
            }
            byte[] rain = asked.get(OBSERVED + AKITA).body();
            assertEquals(RAIN, asked.picture(OBSERVED + AKITA).getRGB(241, 58), "140.3 E, 40.0 N");
            for (String tile : named) {
                assertArrayEquals(rain, asked.get(tile).body());
                assertArrayEquals(rain, asked.get(tile).body(), "given again");
            }
            RainStore.replaceByDry(other, Instant.parse("2024-03-01T00:30:00Z"));
            Kept.refresh(changing.forecasts);
            for (String tile : named) {
                assertEquals(404, asked.status(tile), tile);
            }
            assertEquals(0, asked.picture(OBSERVED + AKITA).getRGB(241, 58) >>> 24, "dry by now");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "observed/20240301T003000Z/",
                "persistence/20240301T004000Z/",
                "20240301T003000Z_persistence/20240301T004000Z/",
                "rover/20240301T014500Z/"
            })
    void whatMayChangeIsAskedAboutEachTimeByTheTagOfItsBytes(String layerAndTime) throws Exception {
        HttpResponse<byte[]> answer = ask.get(TILES + layerAndTime + AKITA);
        assertEquals(200, answer.statusCode());
        assertEquals("no-cache", header(answer, "Cache-Control"));
        String tag = header(answer, "ETag");
        assertTrue(tag.matches("\"[0-9a-f]{32}\""), () -> "strong: " + tag);
        HttpResponse<byte[]> again = ask.get(TILES + layerAndTime + AKITA, "If-None-Match", tag);
        assertEquals(304, again.statusCode());
        assertEquals(0, again.body().length);
        assertNotEquals(tag, header(ask.get(TILES + layerAndTime + AKITA + "?palette=safe"), "ETag"));
    }

    @Test
    void whoAsksForTheHeadAloneIsToldWhatTheTileWouldBe() throws Exception {
        HttpResponse<byte[]> tile = ask.get(OBSERVED + AKITA);
        RawHttp.Answer head = RawHttp.send(server.address(), "HEAD", OBSERVED + AKITA);
        assertEquals(200, head.status());
        assertEquals("", head.body());
        assertEquals(String.valueOf(tile.body().length), head.header("content-length"));
        for (String name : new String[] {"Content-Type", "ETag", "Cache-Control"}) {
            assertEquals(header(tile, name), head.header(name.toLowerCase(Locale.ROOT)));
        }
    }

    @Test
    void missingIsTransparentAsDryUnlessItIsToBeShown() throws Exception {
        // 20 to 23 N, 118 to 123 E is not seen; the Atlantic is not on the grid.
        for (String place : new String[] {"7/106/56.png", "6/24/24.png"}) {
            assertEquals(0, ask.picture(OBSERVED + place).getRGB(128, 128) >>> 24);
            assertEquals(
                    0x60808080, ask.picture(OBSERVED + place + "?missing=shown").getRGB(128, 128));
        }
        assertEquals(0, ask.picture(OBSERVED + AKITA + "?missing=shown").getRGB(255, 255) >>> 24, "dry");
    }

    @Test
    void thePaletteForTheColourBlindAndSmoothedValuesAreThereToo() throws Exception {
        BufferedImage plain = ask.picture(OBSERVED + AKITA + "?palette=safe");
        BufferedImage smooth = ask.picture(OBSERVED + AKITA + "?smooth=true");
        boolean between = false;
        boolean safe = false;
        for (int i = 0; i < 256 * 256; i++) {
            int shown = smooth.getRGB(i % 256, i / 256);
            between |= shown >>> 24 == 0xFF && shown != RAIN;
            safe |= plain.getRGB(i % 256, i / 256) == 0xFF513DBB;
        }
        assertTrue(between, "between rain and dry there is less rain");
        assertTrue(safe, "30 to 50 mm/h in the safe palette");
    }

    @ParameterizedTest
    @CsvSource({
        "observed/20240301T003000Z/19/0/0.png, 400",
        "observed/20240301T003000Z/6/64/0.png, 400",
        "observed/20240301T003000Z/6/0/64.png, 400",
        "observed/20240301T003000Z/-1/0/0.png, 400",
        "observed/20240301T003000Z/6/a/0.png, 400",
        "observed/20240301T003000Z/6/99999999999999999999/0.png, 400",
        "observed/20240301T003000Z/6/56/24.png?size=257, 400",
        "observed/20240301T003000Z/6/56/24.png?size=4096, 400",
        "observed/20240301T003000Z/6/56/24.png?palette=rainbow, 400",
        "observed/20240301T003000Z/6/56/24.png?smooth=1, 400",
        "observed/20240301T003000Z/6/56/24.png?missing=yes, 400",
        "observed/20240301T003000Z/6/56/24.png?colour=jma, 400",
        "observed/2024-03-01/6/56/24.png, 400",
        "observed/20240230T000000Z/6/56/24.png, 400",
        "OBSERVED/20240301T003000Z/6/56/24.png, 400",
        "20240301T003000Z_rover_abc/20240301T004000Z/6/56/24.png, 400",
        "observed/20240301T003500Z/6/56/24.png, 404",
        "observed/20240301T003001Z/6/56/24.png, 404",
        "persistence/20240301T003000Z/6/56/24.png, 404",
        "persistence/20240301T015000Z/6/56/24.png, 404",
        "persistence/20240301T004100Z/6/56/24.png, 404",
        "convlstm/20240301T004000Z/6/56/24.png, 404",
        "20240301T002500Z_persistence/20240301T004000Z/6/56/24.png, 404",
        "observed/20240301T003000Z/6/56/24.webp, 404"
    })
    void whatCannotBeIsRefusedAndWhatIsNotHeldIsNotFound(String tile, int status) throws Exception {
        HttpResponse<byte[]> answer = ask.get(TILES + tile);
        assertEquals(status, answer.statusCode());
        assertEquals("application/problem+json", header(answer, "Content-Type"));
    }

    @Test
    void pagesOfOtherSitesMayShowAndReadTiles() throws Exception {
        for (String tile : new String[] {OBSERVED + AKITA, OBSERVED + "6/64/0.png"}) {
            HttpResponse<byte[]> answer = ask.get(tile, "Origin", "https://elsewhere.example");
            assertEquals("*", header(answer, "Access-Control-Allow-Origin"));
            assertEquals("cross-origin", header(answer, "Cross-Origin-Resource-Policy"));
        }
        assertEquals("", header(ask.get("/"), "Access-Control-Allow-Origin"));
    }
}
