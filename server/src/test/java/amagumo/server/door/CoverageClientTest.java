package amagumo.server.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.NpmClients;
import amagumo.server.api.Chromium;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A page of another site that reads a position with covjson-reader and shows it with leaflet-coverage, unchanged, in a browser. */
@ExtendWith(Chromium.Shared.class)
class CoverageClientTest {

    private static final Path PICTURES = Path.of("target", "maps");

    /** The centre of the rainy cell that is asked for. */
    private static final double LATITUDE = 40 + 1 / 24.0, LONGITUDE = 140.5625;

    @Test
    void aForecastOfAPositionIsAPointALegendAndAPlot(Chromium chromium, @TempDir Path directory) throws Exception {
        Path packages = NpmClients.installed("leaflet-coverage").getParent();
        List<String> complaints = new ArrayList<>();
        try (DoorServer server = DoorServer.start(directory);
                PageServer site = PageServer.start(packages);
                BrowserContext context = chromium.browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(720, 720)
                        .setLocale("en-GB"))) {
            Page page = context.newPage();
            page.setDefaultTimeout(60_000);
            page.onPageError(complaints::add);
            String coverage = server.address("/edr/collections/forecast-persistence/position?coords=POINT(140.5%2040)")
                    .toString();
            page.navigate("%s/coverage.html?time=2024-03-01T01:00:00Z&coverage=%s"
                    .formatted(site.address(), URLEncoder.encode(coverage, StandardCharsets.UTF_8)));
            page.waitForSelector("body[data-shown]");
            assertEquals("2024-03-01T01:00:00.000Z", page.getAttribute("body", "data-shown"));
            Files.createDirectories(PICTURES);
            page.waitForSelector(".c3-line", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("leaflet-coverage.png")));
            assertMarkerAtTheCell(page);
            assertEquals(
                    40.0, ((Number) page.evaluate("valueAt(%s, %s)".formatted(LATITUDE, LONGITUDE))).doubleValue());
            String legend = page.innerText(".leaflet-control.legend");
            assertTrue(legend.contains("Rain rate") && legend.contains("mm/h"), legend);
            assertEquals(15, page.querySelectorAll(".c3-circle").size(), "the plot has a point a lead time");
        }
        assertEquals(List.of(), complaints);
    }

    private static void assertMarkerAtTheCell(Page page) {
        BoundingBox marker = page.querySelector("path.leaflet-interactive").boundingBox();
        List<?> cell = (List<?>) page.evaluate("pixelOf(%s, %s)".formatted(LATITUDE, LONGITUDE));
        assertEquals(((Number) cell.get(0)).doubleValue(), marker.x + marker.width / 2, 1);
        assertEquals(((Number) cell.get(1)).doubleValue(), marker.y + marker.height / 2, 1);
    }
}
