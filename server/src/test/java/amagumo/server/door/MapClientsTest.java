package amagumo.server.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.grib.Identification;
import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.jma.BlockMosaic;
import amagumo.ingest.radar.BoundingBox;
import amagumo.ingest.radar.LevelTable;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.store.EncodedFrame;
import amagumo.ingest.store.StoreWriter;
import amagumo.server.NpmClients;
import amagumo.server.api.Chromium;
import amagumo.server.api.RunningServer;
import amagumo.server.config.Settings;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Pages of another site that show this server's rain with other people's map libraries, unchanged, in a browser. A few cells of
 * 1 km are marked; each must be at the pixel where the library has its middle, and the cells around it dry.
 */
@ExtendWith(Chromium.Shared.class)
class MapClientsTest {

    private static final Path PICTURES = Path.of("target", "maps");
    private static final RadarGrid GRID =
            BlockMosaic.GRID_1_KM.crop(BlockMosaic.GRID_1_KM.cellsIn(new BoundingBox(35.2, 139.3, 36.2, 140.3)));
    private static final LevelTable TABLE = new LevelTable(2, new int[] {0, 4000});
    private static final int[][] MARKED = {{40, 30}, {41, 45}, {60, 33}, {75, 50}, {79, 22}};
    private static final int STEP_MINUTES = 5;
    private static final Instant FIRST = Instant.parse("2024-03-01T00:00:00Z");

    @TempDir
    private static Path directory;

    private static RunningServer server;

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(PICTURES);
        byte[] levels = new byte[(int) GRID.cells()];
        Arrays.fill(levels, (byte) 1);
        for (int[] cell : MARKED) {
            levels[cell[0] * GRID.nx() + cell[1]] = 2;
        }
        try (StoreWriter writer = StoreWriter.open(directory, Optional.empty())) {
            for (int i = 0; i < 7; i++) {
                Instant time = FIRST.plusSeconds(60L * STEP_MINUTES * i);
                writer.append(
                        List.of(EncodedFrame.of(
                                Identification.jmaAnalysis(time),
                                ProductDefinition.observedRain(203, time, STEP_MINUTES),
                                new RadarFrame(time, STEP_MINUTES, GRID, TABLE, Levels.ofBytes(levels)),
                                Byte.SIZE)),
                        false);
            }
        }
        server = RunningServer.over(directory, Settings.defaults().serve().server());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "leaflet, rainviewer-leaflet, 8, ff9900, 1709253000",
        "leaflet, jma-leaflet, 10, ff9900, 7+15",
        "leaflet, jma-leaflet, 11, ff9900, 7+15",
        "maplibre-gl, maplibre, 10, ff9900, 2024-03-01T00:35:00Z",
        "ol, ol, 10, 513dbb, 2024-03-01T00:30:00Z"
    })
    void markedCellsAreAtTheRightPixels(
            String library, String name, int zoom, String colour, String shown, Chromium chromium) throws Exception {
        try (ClientPage client = new ClientPage(chromium, library, name, zoom)) {
            client.waitFor(shown);
            client.assertMarkedCells(colour, name + "-" + zoom);
        }
    }

    @Test
    void anAnimationGoesOnIntoTheNowcast(Chromium chromium) throws Exception {
        try (ClientPage client = new ClientPage(chromium, "leaflet", "rainviewer-leaflet", 10)) {
            client.waitFor("1709253000");
            for (int minutes = 10; minutes <= 30; minutes += 10) {
                client.page.evaluate("next()");
                client.waitFor(String.valueOf(1709253000 + 60 * minutes));
                client.assertMarkedCells("ff9900", "rainviewer-leaflet-%d-minutes".formatted(minutes));
            }
        }
    }

    /** A page of another site, whose complaints fail the test. */
    private static final class ClientPage implements AutoCloseable {

        private final BrowserContext context;
        private final Page page;
        private final PageServer site;
        private final List<String> complaints = new ArrayList<>();

        ClientPage(Chromium chromium, String library, String name, int zoom) throws IOException {
            Path packages = NpmClients.installed(library).getParent();
            context = chromium.browser.newContext(
                    new Browser.NewContextOptions().setViewportSize(720, 720).setLocale("ja-JP"));
            page = context.newPage();
            page.setDefaultTimeout(30_000);
            page.onPageError(complaints::add);
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    complaints.add(message.text());
                }
            });
            site = PageServer.start(packages);
            String view = "%s,%s,%d".formatted(GRID.latitude(60), GRID.longitude(40), zoom);
            String origin = server.address().toString().replaceFirst("/$", "");
            page.navigate("%s/%s.html?smooth=0&server=%s&view=%s".formatted(site.address(), name, origin, view));
        }

        void waitFor(String shown) {
            page.waitForSelector("body[data-shown='%s']".formatted(shown));
        }

        void assertMarkedCells(String colour, String picture) throws IOException {
            byte[] png = page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(picture + ".png")));
            BufferedImage seen = ImageIO.read(new ByteArrayInputStream(png));
            for (int[] cell : MARKED) {
                for (int row = cell[0] - 1; row <= cell[0] + 1; row++) {
                    for (int column = cell[1] - 1; column <= cell[1] + 1; column++) {
                        boolean marked = row == cell[0] && column == cell[1];
                        String at = "%06x".formatted(pixel(seen, row, column) & 0xFFFFFF);
                        assertEquals(
                                marked ? colour : "ffffff",
                                at,
                                "cell %d,%d beside %s".formatted(row, column, Arrays.toString(cell)));
                    }
                }
            }
        }

        private int pixel(BufferedImage seen, int row, int column) {
            List<?> at = (List<?>) page.evaluate(
                    "place => pixelOf(place[0], place[1])", List.of(GRID.latitude(row), GRID.longitude(column)));
            int x = (int) Math.floor(((Number) at.get(0)).doubleValue());
            int y = (int) Math.floor(((Number) at.get(1)).doubleValue());
            assertTrue(x >= 0 && y >= 0 && x < seen.getWidth() && y < seen.getHeight(), "in the picture");
            return seen.getRGB(x, y);
        }

        @Override
        public void close() {
            context.close();
            site.close();
            assertEquals(List.of(), complaints);
        }
    }
}
