package amagumo.server.door.jma;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.grib.Identification;
import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.jma.BlockMosaic;
import amagumo.ingest.jma.JmaLevels;
import amagumo.ingest.radar.BoundingBox;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.store.EncodedFrame;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.StoreWriter;
import amagumo.server.Answers;
import amagumo.server.api.RunningServer;
import amagumo.server.config.Settings;
import amagumo.server.outgoing.HttpFetcher;
import amagumo.server.outgoing.Outgoing;
import amagumo.server.outgoing.Reach;
import amagumo.server.render.ColourScale;
import amagumo.server.source.tiles.JmaTiles;
import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server over random levels of JMA's on the 1 km grid around Tokyo, which JMA's radars see. */
class JmaDoorTest {

    private static final String ROOT = "/bosai/jmatile/data/nowc/";
    private static final BoundingBox BOX = new BoundingBox(35.2, 139.3, 36.2, 140.3);
    private static final RadarGrid GRID = BlockMosaic.GRID_1_KM.crop(BlockMosaic.GRID_1_KM.cellsIn(BOX));
    private static final int FRAMES = 40;
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Instant NEWEST =
            Instant.ofEpochSecond(Instant.now().getEpochSecond() / 300 * 300).minus(STEP);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    @TempDir
    private static Path directory;

    private static RunningServer server;
    private static Answers ask;

    @BeforeAll
    static void start() throws IOException {
        Random random = new Random(23);
        try (StoreWriter writer = StoreWriter.open(directory, Optional.empty())) {
            for (int i = FRAMES - 1; i >= 0; i--) {
                byte[] levels = new byte[(int) GRID.cells()];
                for (int cell = 0; cell < levels.length; cell++) {
                    levels[cell] = (byte) random.nextInt(JmaLevels.RAIN_251.maxLevel() + 1);
                }
                Instant time = NEWEST.minus(STEP.multipliedBy(i));
                writer.append(
                        List.of(EncodedFrame.of(
                                Identification.jmaAnalysis(time),
                                ProductDefinition.observedRain(203, time, 5),
                                new RadarFrame(time, 5, GRID, JmaLevels.RAIN_251, Levels.ofBytes(levels)),
                                Byte.SIZE)),
                        false);
            }
        }
        server = RunningServer.over(directory, Settings.defaults().serve().server());
        ask = new Answers(server.address());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void observedTimesReachBackThreeHoursNewestFirst() throws Exception {
        JsonNode list = ask.json(ROOT + "targetTimes_N1.json");
        assertEquals(37, list.size());
        for (int i = 0; i < 37; i++) {
            String time = TIME.format(NEWEST.minus(STEP.multipliedBy(i)));
            assertEquals(time, list.get(i).get("basetime").textValue());
            assertEquals(time, list.get(i).get("validtime").textValue());
            assertEquals("hrpns", list.get(i).at("/elements/0").textValue());
        }
    }

    @Test
    void predictedTimesAreOfTheNewestBaseFarthestFirst() throws Exception {
        JsonNode list = ask.json(ROOT + "targetTimes_N2.json");
        assertEquals(15, list.size());
        for (int i = 0; i < 15; i++) {
            String valid = TIME.format(NEWEST.plus(STEP.multipliedBy(15 - i)));
            assertEquals(TIME.format(NEWEST), list.get(i).get("basetime").textValue());
            assertEquals(valid, list.get(i).get("validtime").textValue());
            String tile = ROOT + "%s/none/%s/surf/hrpns/8/227/100.png".formatted(TIME.format(NEWEST), valid);
            assertArrayEquals(
                    ask.get(observed(NEWEST) + "8/227/100.png").body(),
                    ask.get(tile).body(),
                    "persistence");
        }
    }

    @Test
    void aTileHasThePaletteOfJmas() throws Exception {
        BufferedImage tile = ask.picture(observed(NEWEST) + "8/227/100.png");
        assertEquals(256, tile.getWidth());
        IndexColorModel palette = (IndexColorModel) tile.getColorModel();
        assertEquals(4, palette.getPixelSize());
        int[] colours = {
            0x00FFFFFF,
            0x00FFFFFF,
            0xFFF2F2FF,
            0xFFA0D2FF,
            0xFF218CFF,
            0xFF0041FF,
            0xFFFAF500,
            0xFFFF9900,
            0xFFFF2800,
            0xFFB40068
        };
        for (int i = 0; i < colours.length; i++) {
            assertEquals(colours[i], palette.getRGB(i), "entry " + i);
        }
    }

    @Test
    void elsewhereATileIsEmpty() throws Exception {
        for (String place : List.of("4/1/1.png", "10/0/1023.png", "8/200/100.png")) {
            BufferedImage tile = ask.picture(observed(NEWEST) + place);
            assertEquals(256, tile.getHeight());
            assertEquals(0, tile.getRGB(255, 0) >>> 24);
        }
    }

    /** The source reads the tiles of this door as it reads JMA's: what comes out is what went in, class by class. */
    @Test
    void theSourceThatReadsJmasTilesGetsTheSameClassesInTheSamePlaces(@TempDir Path copy) throws Exception {
        URI address = URI.create(server.address() + ROOT.substring(1).replaceFirst("/$", ""));
        try (Outgoing outgoing = Outgoing.start()) {
            Reach here = new Reach(Set.of(server.address().getHost()), true);
            HttpFetcher fetcher = new HttpFetcher(outgoing, here, HttpFetcher.TIMEOUT);
            JmaTiles source = JmaTiles.open(copy, BOX, address, fetcher);
            int brought = 0;
            while (brought < 37) {
                int added = source.poll().added();
                assertTrue(added > 0, "it brings all that is listed");
                brought += added;
            }
        }
        FrameStore original = FrameStore.open(directory);
        FrameStore read = FrameStore.open(copy);
        assertEquals(37, read.times().size());
        assertTrue(read.grid().sameCellsAs(original.grid()));
        int compared = 0;
        for (Instant time : read.times()) {
            RadarFrame expected = original.find(time).orElseThrow().read(GRID.allCells());
            RadarFrame actual = read.find(time).orElseThrow().read(GRID.allCells());
            for (int row = 0; row < GRID.ny(); row++) {
                for (int column = 0; column < GRID.nx(); column++) {
                    float seen = actual.value(row, column);
                    if (!Float.isNaN(seen)) {
                        assertEquals(rainClass(expected.value(row, column)), rainClass(seen));
                        compared++;
                    }
                }
            }
        }
        assertTrue(compared > 36 * GRID.cells(), "radar sees the whole box: " + compared);
    }

    /** The number of bounds that a rate reaches; missing is dry on a tile. */
    private static long rainClass(float rateMmH) {
        return ColourScale.RAIN.classes().stream()
                .filter(shown -> rateMmH >= shown.from())
                .count();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20000101000000/none/20000101000000/surf/hrpns/8/227/100.png",
                "NEWEST/none/20000101000000/surf/hrpns/8/227/100.png",
                "NEWEST/none/NEWEST/surf/hrpns/11/227/100.png",
                "NEWEST/none/NEWEST/surf/hrpns/8/256/100.png",
                "NEWEST/none/NEWEST/surf/thns/8/227/100.png",
                "NEWEST/none/yesterday/surf/hrpns/8/227/100.png",
                "20240230000000/none/20240230000000/surf/hrpns/8/227/100.png",
                "targetTimes_N3.json"
            })
    void whatIsNotThereIsNotFound(String path) throws Exception {
        assertEquals(404, ask.status(ROOT + path.replace("NEWEST", TIME.format(NEWEST))));
    }

    private static String observed(Instant time) {
        return ROOT + "%s/none/%s/surf/hrpns/".formatted(TIME.format(time), TIME.format(time));
    }
}
