package amagumo.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.Answers;
import amagumo.server.HeardLog;
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
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A frame that the disk has damaged since it was stored: it is not there, and everything else is. */
class DamagedFramesTest {

    private static final String TILE = "6/56/24";

    @RegisterExtension
    final HeardLog logged = new HeardLog("amagumo.server.forecast.FrameReader");

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/observations/20240301T000000Z.png",
                "/api/v1/observations/20240301T000000Z.levels",
                "/api/v1/observations/20240301T000000Z.grib2",
                "/api/v1/observations/20240301T000000Z.nc",
                "/api/v1/observations/20240301T000500Z/motion",
                "/api/v1/tiles/observed/20240301T000000Z/6/56/24.png",
                "/v2/radar/1709251200/256/6/56/24/2/1_1.png",
                "/bosai/jmatile/data/nowc/20240301000000/none/20240301000000/surf/hrpns/6/56/24.png"
            })
    void whatRotsAfterItWasListedIsListedNoLongerOnceItTurnsOutAndTheLogSaysSoOnce(String path) throws Exception {
        try (RunningServer server = RunningServer.start(directory)) {
            Answers ask = new Answers(server.address());
            assertListed(true, ask);
            RainStore.damage(directory, RunningServer.FIRST);
            assertListed(true, ask);
            assertNotFound(ask.get(path), path);
            assertListed(false, ask);
            ask.get(path);
            Kept.refresh(server.forecasts);
            assertListed(false, ask);
            assertEquals(1, logged.events().size(), logged.events()::toString);
            String said = logged.events().get(0).getFormattedMessage();
            assertTrue(said.contains("2024-03-01T00:00:00Z"), said);
        }
    }

    @Test
    void openMeteosDoorLeavesADamagedFrameOutOfTheListsToo() throws Exception {
        try (RunningServer server = RunningServer.start(directory)) {
            Answers ask = new Answers(server.address());
            assertListed(true, ask);
            RainStore.damage(directory, RunningServer.FIRST);
            assertEquals(
                    200,
                    ask.status(
                            "/v1/forecast?latitude=40&longitude=140.5&minutely_15=precipitation&past_minutely_15=4"));
            assertListed(false, ask);
        }
    }

    @Test
    void aDamagedNewestFrameIsLeftOutAsSoonAsTheServerLooksAtIt() throws Exception {
        try (RunningServer server = RunningServer.start(directory)) {
            Instant newest = RunningServer.FIRST.plus(Duration.ofMinutes(7L * RainStore.STEP_MINUTES));
            RainStore.append(directory, newest, 1);
            RainStore.damage(directory, newest);
            server.forecasts.due(); // which looks at the store, and makes nothing of it
            Answers ask = new Answers(server.address());
            for (String path : new String[] {
                "/v2/radar/0/256/" + TILE + "/2/1_1.png",
                "/v2/coverage/0/256/" + TILE + ".png",
                "/public/weather-maps.json",
                "/bosai/jmatile/data/nowc/targetTimes_N1.json",
                "/api/v1/observations",
            }) {
                assertEquals(200, ask.status(path), path);
            }
            assertEquals(1, logged.events().size(), logged.events()::toString);
        }
    }

    private static void assertListed(boolean listed, Answers ask) throws Exception {
        String maps = text(ask.get("/public/weather-maps.json"));
        assertEquals(listed, maps.contains("\"time\":" + RunningServer.FIRST.getEpochSecond()), maps);
        String times = text(ask.get("/bosai/jmatile/data/nowc/targetTimes_N1.json"));
        assertEquals(listed, times.contains("\"validtime\":\"20240301000000\""), times);
        String observations = text(ask.get("/api/v1/observations"));
        assertEquals(listed, observations.contains("/api/v1/observations/20240301T000000Z.levels"), observations);
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
