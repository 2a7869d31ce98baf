package amagumo.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.Answers;
import amagumo.server.forecast.Kept;
import amagumo.server.forecast.RainStore;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A frame that the disk has damaged since it was stored: it is not there, and everything else is. */
class DamagedFramesTest {

    private static final String TILE = "6/56/24";

    @TempDir
    private Path directory;

    @Test
    void aDamagedFrameIsNotFoundAtAnyAddressAndTheListIsWithoutIt() throws Exception {
        try (RunningServer server = RunningServer.start(directory)) {
            RainStore.damage(directory, RunningServer.FIRST);
            Answers ask = new Answers(server.address());
            JsonNode listed = ask.json("/api/v1/observations").get("observations");
            assertEquals(6, listed.size());
            assertEquals("2024-03-01T00:05:00Z", listed.at("/5/validTime").textValue());
            assertEquals(true, listed.at("/5/motionUrl").isNull(), "the frame before it is as good as missing");
            assertFalse(listed.at("/4/motionUrl").isNull());
            String observation = "/api/v1/observations/20240301T000000Z";
            long seconds = RunningServer.FIRST.getEpochSecond();
            String maps = text(ask.get("/public/weather-maps.json"));
            assertFalse(maps.contains("\"time\":" + seconds), maps);
            assertTrue(maps.contains("\"time\":" + (seconds + 600)), maps);
            String times = text(ask.get("/bosai/jmatile/data/nowc/targetTimes_N1.json"));
            assertFalse(times.contains("\"validtime\":\"20240301000000\""), times);
            assertTrue(times.contains("\"validtime\":\"20240301000500\""), times);
            for (String path : new String[] {
                observation + ".png",
                observation + ".levels",
                observation + ".nc",
                observation + ".grib2",
                observation + ".covjson",
                observation + "/motion",
                "/api/v1/tiles/observed/20240301T000000Z/" + TILE + ".png",
                "/v2/radar/" + seconds + "/256/" + TILE + "/2/1_1.png",
                "/v2/coverage/" + seconds + "/256/" + TILE + ".png",
                "/bosai/jmatile/data/nowc/20240301000000/none/20240301000000/surf/hrpns/" + TILE + ".png"
            }) {
                assertNotFound(ask.get(path), path);
            }
            assertEquals(200, ask.status("/api/v1/forecasts/latest"));
            assertEquals(200, ask.status("/api/v1/tiles/observed/20240301T000500Z/" + TILE + ".png"));
        }
    }

    @Test
    void aDamagedNewestFrameIsNotFoundUntilItIsLeftOut() throws Exception {
        try (RunningServer server = RunningServer.start(directory)) {
            Instant newest = RunningServer.FIRST.plus(Duration.ofMinutes(7L * RainStore.STEP_MINUTES));
            RainStore.append(directory, newest, 1);
            RainStore.damage(directory, newest);
            server.forecasts.due(); // which looks at the store, and makes nothing of it
            Answers ask = new Answers(server.address());
            String[] newestTiles = {
                "/v2/radar/0/256/" + TILE + "/2/1_1.png", "/v2/coverage/0/256/" + TILE + ".png",
            };
            for (String path : newestTiles) {
                assertNotFound(ask.get(path), path);
            }
            for (String list : new String[] {
                "/public/weather-maps.json", "/bosai/jmatile/data/nowc/targetTimes_N1.json", "/api/v1/observations",
            }) {
                assertEquals(200, ask.status(list), list);
            }
            Kept.refresh(server.forecasts);
            for (String path : newestTiles) {
                assertEquals(200, ask.status(path), path);
            }
        }
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static void assertNotFound(HttpResponse<byte[]> answer, String path) throws IOException {
        String body = text(answer);
        assertEquals(404, answer.statusCode(), () -> path + " " + body);
        assertFalse(body.contains(".grib2"), "where the store lies is nobody's business");
    }
}
