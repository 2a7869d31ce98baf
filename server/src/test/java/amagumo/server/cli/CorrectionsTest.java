package amagumo.server.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.jma.JmaRain;
import amagumo.ingest.jma.RainField;
import amagumo.ingest.store.ClockBound;
import amagumo.ingest.store.EncodedFrame;
import amagumo.ingest.store.StoreWriter;
import amagumo.server.MadeRain;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose frames are corrected, replaced and removed by commands, while a server runs on it. */
class CorrectionsTest {

    private static final String LATEST = "/api/v1/forecasts/latest";
    private static final Instant FAR_AHEAD = Instant.parse("2099-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    private Path store;
    private StringWriter out;
    private StringWriter err;

    @BeforeEach
    void ingestSixFrames() throws IOException {
        store = directory.resolve("store");
        MadeRain.write(directory.resolve("rain"), 6);
        assertEquals(0, run("ingest", directory.resolve("rain").toString(), "--store", store.toString()));
    }

    @Test
    void aServerFollowsAStoreThatIsCorrected() throws Exception {
        try (ServingProcess server = ServingProcess.start(store, directory)) {
            JsonNode first = server.await(LATEST, latest -> base(latest).equals("2024-03-01T00:25:00Z"));
            byte[] picture = server.get(observed(first)).body();

            Path correction = MadeRain.write(directory.resolve("correction.bin"), MadeRain.time(5), 25);
            assertEquals(0, run("ingest", "--replace", correction.toString(), "--store", store.toString()));
            JsonNode second =
                    server.await(LATEST, latest -> !latest.get("version").equals(first.get("version")));
            assertEquals(base(first), base(second));
            assertNotEquals(observed(first), observed(second));
            assertNotEquals(first.at("/observations/4/version"), second.at("/observations/4/version"));
            for (int lead = 0; lead < 15; lead++) {
                String url = "/leads/" + lead + "/url";
                assertNotEquals(first.at(url), second.at(url));
                assertEquals(200, server.get(second.at(url).textValue()).statusCode());
                assertEquals(404, server.get(first.at(url).textValue()).statusCode(), "its version is gone");
            }
            assertEquals(404, server.get(observed(first)).statusCode());
            byte[] corrected = server.get(observed(second)).body();
            assertFalse(Arrays.equals(picture, corrected));
            assertArrayEquals(
                    corrected,
                    server.get("/api/v1/observations/20240301T002500Z.png").body());
            assertRainIsThatOf(25, server, second);

            Path next = MadeRain.write(directory.resolve("next.bin"), MadeRain.time(6), 26);
            assertEquals(0, run("ingest", next.toString(), "--store", store.toString()));
            JsonNode third = server.await(LATEST, latest -> base(latest).equals("2024-03-01T00:30:00Z"));
            assertEquals(observed(second), third.at("/observations/3/url").textValue());

            assertEquals(0, run("store", "remove", "--time", "2024-03-01T00:30:00Z", "--store", store.toString()));
            JsonNode last = server.await(LATEST, latest -> base(latest).equals("2024-03-01T00:25:00Z"));
            assertEquals(second.get("version"), last.get("version"));
            assertEquals(404, server.get("/api/v1/forecasts/20240301T003000Z").statusCode());
            assertEquals(
                    404, server.get("/api/v1/observations/20240301T003000Z.png").statusCode());
        }
    }

    /** Persistence shows the last frame at every lead, and the rain of the corrected one is elsewhere. */
    private static void assertRainIsThatOf(int shown, ServingProcess server, JsonNode latest) throws Exception {
        double latitude = MadeRain.GRID.latitude(20);
        double longitude = MadeRain.GRID.longitude((10 + shown + MadeRain.NX / 4) % MadeRain.NX);
        JsonNode points =
                server.json(latest.get("pointsUrl").textValue() + "?lat=%s&lon=%s".formatted(latitude, longitude));
        assertEquals(latest.get("version"), points.get("version"));
        double observed = points.at("/rates/4/rateMmH").doubleValue();
        assertTrue(observed > 1, points::toString);
        for (int rate = 5; rate < 20; rate++) {
            assertEquals(observed, points.at("/rates/" + rate + "/rateMmH").doubleValue());
        }
    }

    @Test
    void framesWhoseTimeCannotBeRightAreRefusedEachWithALine() throws IOException {
        Path stray = Files.createDirectory(directory.resolve("stray"));
        MadeRain.write(stray.resolve("future.bin"), FAR_AHEAD, 1);
        MadeRain.write(stray.resolve("off.bin"), Instant.parse("2024-03-01T00:27:00Z"), 1);
        MadeRain.write(stray.resolve("good.bin"), MadeRain.time(6), 6);
        assertEquals(1, run("ingest", stray.toString(), "--store", store.toString()));
        assertTrue(
                err.toString()
                        .contains("future.bin: its time 2099-01-01T00:00:00Z is more than 10 minutes ahead of this"
                                + " machine's clock, which shows "),
                err::toString);
        assertTrue(
                err.toString()
                        .contains("off.bin: its time 2024-03-01T00:27:00Z lies between two frames of the store,"
                                + " 2024-03-01T00:25:00Z and 2024-03-01T00:30:00Z"),
                err::toString);
        assertTrue(out.toString().contains("1 frames stored"), out::toString);
        assertEquals(0, run("store", "list", "--store", store.toString()));
        assertEquals(7, out.toString().lines().count());
        assertEquals(2, run("ingest", stray.toString(), "--store", store.toString(), "--max-ahead", "-1"));
        assertEquals(
                0,
                run(
                        "ingest",
                        stray.resolve("future.bin").toString(),
                        "--store",
                        store.toString(),
                        "--max-ahead",
                        "99999999"));
    }

    @Test
    void aFrameFromTheFutureThatIsStoredSpoilsNoForecastAndCanBeTakenOut() throws Exception {
        byte[] file = Files.readAllBytes(MadeRain.write(directory.resolve("future.bin"), FAR_AHEAD, 1));
        RainField rain = JmaRain.read("future.bin", file, Optional.empty()).get(0);
        ClockBound then = new ClockBound(Clock.fixed(FAR_AHEAD, ZoneOffset.UTC), ClockBound.DEFAULT_MAX_AHEAD);
        try (StoreWriter writer = StoreWriter.open(store, Optional.empty(), then)) {
            writer.append(
                    List.of(EncodedFrame.of(rain.identification(), rain.product(), rain.frame(), rain.bits())), false);
        }
        String forecast = directory.resolve("forecast.nc").toString();
        assertEquals(
                0,
                run("forecast", "--store", store.toString(), "--nowcaster", "persistence", "-o", forecast),
                () -> err.toString());
        assertTrue(out.toString().contains("after 2024-03-01T00:25:00Z"), out::toString);
        try (ServingProcess server = ServingProcess.start(store, directory)) {
            JsonNode latest = server.await(LATEST, answer -> answer.has("baseTime"));
            assertEquals("2024-03-01T00:25:00Z", base(latest));
            assertEquals(FAR_AHEAD.toString(), latest.at("/feed/newestFrame").textValue());
            JsonNode feed = server.json("/healthz").get("feed");
            assertEquals(FAR_AHEAD.toString(), feed.get("newestFrame").textValue());
            assertTrue(feed.get("aheadSeconds").longValue() > 0, feed::toString);
            assertEquals(0, run("store", "remove", "--time", FAR_AHEAD.toString(), "--store", store.toString()));
            server.await("/healthz", health -> health.at("/feed/aheadSeconds").longValue() == 0);
        }
    }

    @Test
    void aListTellsOfEachFrameItsTimeVersionSizeAndWetness() throws IOException {
        assertEquals(0, run("store", "list", "--json", "--store", store.toString()));
        JsonNode listed = new ObjectMapper().readTree(out.toString());
        assertEquals(5, listed.get("stepMinutes").intValue());
        assertEquals(6, listed.get("frames").size());
        assertEquals(0, listed.get("damaged").size());
        JsonNode frame = listed.at("/frames/5");
        assertEquals("2024-03-01T00:25:00Z", frame.get("validTime").textValue());
        assertTrue(frame.get("version").textValue().matches("[0-9a-f]{16}"));
        assertTrue(frame.get("octets").intValue() > 200);
        assertTrue(frame.get("wet").doubleValue() > 0 && frame.get("wet").doubleValue() < 1);
        assertEquals(0, run("store", "list", "--store", store.toString()));
        String line = out.toString().lines().skip(5).findFirst().orElseThrow();
        assertTrue(
                line.startsWith("2024-03-01T00:25:00Z  " + frame.get("version").textValue()), line);
    }

    @Test
    void whatIsNotThereIsNotRemovedAndSaid() throws IOException {
        assertEquals(
                1,
                run(
                        "store",
                        "remove",
                        "--json",
                        "--store",
                        store.toString(),
                        "--time",
                        "2024-03-01T00:10:00Z",
                        "--time",
                        "2024-03-01T09:00:00Z"));
        JsonNode answer = new ObjectMapper().readTree(out.toString());
        assertEquals("2024-03-01T00:10:00Z", answer.at("/removed/0").textValue());
        assertEquals("2024-03-01T09:00:00Z", answer.at("/absent/0").textValue());
        assertEquals("amagumo: %s: no frame of 2024-03-01T09:00:00Z\n".formatted(store), err.toString());
        assertEquals(2, run("store", "remove", "--store", store.toString(), "--time", "yesterday"));
        assertTrue(err.toString().contains("'yesterday' is not a time such as 2024-03-01T00:00:00Z"), err::toString);
        Path nothing = directory.resolve("nothing");
        assertEquals(1, run("store", "remove", "--store", nothing.toString(), "--time", "2024-03-01T00:10:00Z"));
        assertFalse(Files.exists(nothing), "no store is made");
        assertEquals(2, run("store"));
    }

    @Test
    void damageIsNamedByVerify() throws IOException {
        assertEquals(0, run("store", "verify", "--store", store.toString()));
        assertEquals("6 frames are as they were stored\n", out.toString());
        Path day = store.resolve("20240301.grib2");
        byte[] bytes = Files.readAllBytes(day);
        bytes[bytes.length - 10] ^= 1;
        Files.write(day, bytes);
        assertEquals(1, run("store", "verify", "--json", "--store", store.toString()));
        JsonNode verified = new ObjectMapper().readTree(out.toString());
        assertEquals(5, verified.get("frames").intValue());
        String damage = verified.at("/damaged/0").textValue();
        assertTrue(damage.endsWith("the message of 2024-03-01T00:25:00Z does not match its checksum"), damage);
        assertEquals("amagumo: " + damage + "\n", err.toString());
    }

    private static String base(JsonNode latest) {
        return latest.path("baseTime").asText();
    }

    /** Address of the picture of the base time. */
    private static String observed(JsonNode latest) {
        return latest.at("/observations/4/url").textValue();
    }

    private int run(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        return Amagumo.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
