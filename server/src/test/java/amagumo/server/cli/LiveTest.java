package amagumo.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.store.FrameStore;
import amagumo.model.file.ModelFile;
import amagumo.server.source.tiles.StandIn;
import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve --live} from an empty directory to a forecast, against a server of the layout of JMA's on this machine. */
class LiveTest {

    private static final int FRAMES = 37;
    private static final Duration STEP = Duration.ofMinutes(5);

    /** Rain of 20 to 30 mm/h west of Tokyo, two thirds of a degree wide; its colour is JMA's. */
    private static final int ENTRY = 6;

    private static final int COLOUR = 0xFFFAF500;

    @TempDir
    private Path directory;

    @Test
    void aCleanStartEndsInAForecastOfTheNewestFramesThatIsRightInPointAndPicture() throws Exception {
        long seconds = Instant.now().getEpochSecond();
        Instant newest = Instant.ofEpochSecond(seconds - seconds % STEP.toSeconds());
        List<Instant> times =
                Stream.iterate(newest, time -> time.minus(STEP)).limit(FRAMES).toList();
        try (StandIn jma = StandIn.start((time, latitude, longitude) -> isWet(latitude, longitude) ? ENTRY : 1)) {
            jma.list(times);
            String settings =
                    "serve { port = 0, live { tiles = \"%s\", private-addresses = true } }".formatted(jma.address());
            try (ServingProcess server = ServingProcess.start(
                    directory, settings, List.of("--live", "kanto", "--dir", directory.toString()))) {
                assertEquals(
                        "There is no forecast yet: it is made as soon as 5 frames have arrived from 127.0.0.1.",
                        server.line());
                assertTrue(server.line().startsWith("出典：気象庁"));
                JsonNode latest = server.await("/api/v1/forecasts/latest", answer -> answer.has("leads"));
                assertEquals(newest.toString(), latest.path("baseTime").asText());
                assertEquals(
                        ModelFile.readMetadata(Path.of("../data-samples/model.zip"))
                                .name(),
                        latest.path("model").asText());
                assertTrue(latest.path("credit").asText().startsWith("出典：気象庁"), latest::toString);
                assertTrue(latest.path("provenance").asText().startsWith("from colour classes of "), latest::toString);

                assertEquals(24.49, observed(server, latest, 35.6, 139.3), 1e-9);
                assertEquals(0, observed(server, latest, 35.6, 140.2), 1e-9);
                assertEquals(0, observed(server, latest, 36.2, 139.3), 1e-9);
                assertEquals(COLOUR, pixel(server, latest, 35.6, 139.3));
                assertEquals(0, pixel(server, latest, 35.6, 140.2) >>> 24);
                assertEquals(0, pixel(server, latest, 36.2, 139.3) >>> 24);

                Instant oldest = times.get(FRAMES - 1);
                server.await("/healthz", health -> isStored(oldest));
                assertEquals(FRAMES, FrameStore.open(store()).times().size());
            }
        }
    }

    private static boolean isWet(double latitude, double longitude) {
        return latitude > 35.4 && latitude < 35.8 && longitude > 139 && longitude < 139.66;
    }

    private Path store() {
        return directory.resolve("live-kanto");
    }

    private boolean isStored(Instant time) {
        try {
            return FrameStore.open(store()).contains(time);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the last observation shows at a place, mm/h. */
    private static double observed(ServingProcess server, JsonNode latest, double latitude, double longitude)
            throws Exception {
        JsonNode points = server.json(
                "%s?lat=%s&lon=%s".formatted(latest.path("pointsUrl").asText(), latitude, longitude));
        assertEquals(latest.path("provenance"), points.path("provenance"));
        return points.path("rates").get(4).path("rateMmH").asDouble(-1);
    }

    /** The colour of the last observation's picture at a place, alpha first. */
    private static int pixel(ServingProcess server, JsonNode latest, double latitude, double longitude)
            throws Exception {
        String url = latest.path("observations").get(4).path("url").asText();
        BufferedImage picture =
                ImageIO.read(new ByteArrayInputStream(server.get(url).body()));
        JsonNode bounds = latest.path("bounds");
        double east = (longitude - bounds.path("west").asDouble())
                / (bounds.path("east").asDouble() - bounds.path("west").asDouble());
        double top = mercator(bounds.path("north").asDouble());
        double down = (top - mercator(latitude))
                / (top - mercator(bounds.path("south").asDouble()));
        return picture.getRGB((int) (east * picture.getWidth()), (int) (down * picture.getHeight()));
    }

    private static double mercator(double latitude) {
        double radians = Math.toRadians(latitude);
        return Math.log(Math.tan(Math.PI / 4 + radians / 2));
    }
}
