package amagumo.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.config.Settings;
import amagumo.server.forecast.Kept;
import amagumo.server.forecast.Probable;
import amagumo.server.forecast.RainStore;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the page shows of the frames beside the rain itself. */
@ExtendWith(Chromium.Shared.class)
class ViewerFieldsTest {

    /** Frames in the store when the first forecast is made, and in the end. */
    private static final int FIRST = 7, FRAMES = 14;

    private static final int RAINY_CELLS =
            (RainStore.LAST_ROW - RainStore.FIRST_ROW + 1) * (RainStore.LAST_COLUMN - RainStore.FIRST_COLUMN + 1);

    @TempDir
    private static Path directory;

    private static RunningServer server;

    /** A forecast at each frame, and a latest frame that is dry, which nobody foresaw. */
    @BeforeAll
    static void start() throws IOException {
        server = RunningServer.start(directory, FIRST);
        for (int steps = FIRST; steps < FRAMES; steps++) {
            server.append(directory, steps);
        }
        RainStore.replaceByDry(
                directory, RunningServer.FIRST.plus(Duration.ofMinutes((FRAMES - 1) * RainStore.STEP_MINUTES)));
        Kept.refresh(server.forecasts);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void showsTheRainOfAnHourAndForecastsBesideWhatFell(Chromium chromium) throws IOException {
        try (ViewerPage viewer = ViewerPage.withoutMotion(chromium, server.address())) {
            Page page = viewer.page;
            viewer.open("#6/40/140.5");
            page.waitForCondition(() -> page.locator("#buffer i:not(.there)").count() == 0);
            page.mouse().move(ViewerPage.WIDTH / 2.0, ViewerPage.HEIGHT / 2.0);
            assertEquals("dry", page.textContent("#readout"));

            page.selectOption("#field", "amount");
            assertEquals("mm", page.textContent("#legend-classes .unit"));
            viewer.show(0); // an hour that has been observed, but for its last frame
            assertEquals("00:05–01:05", page.textContent("#legend-caption"));
            assertEquals("36.5–40 mm", page.textContent("#readout")); // 11 frames of 40 to 45 mm/h, one of none

            page.selectOption("#field", "comparison");
            page.click("#now");
            page.waitForSelector("#legend-sentence:text-is('0 cells hit, 0 missed, %d false alarms: CSI 0.00')"
                    .formatted(RAINY_CELLS));
            assertEquals("01:05, forecast 30 min earlier; 1 mm/h or more", page.textContent("#legend-caption"));
            assertEquals("false alarm", page.textContent("#readout"));
            page.click("#back");
            page.waitForSelector("#legend-sentence:text-is('%d cells hit, 0 missed, 0 false alarms: CSI 1.00')"
                    .formatted(RAINY_CELLS));
            // Two frames were forecast half an hour before: there is nothing to compare the others with.
            page.click("#open-layers");
            Download saved = page.waitForDownload(() -> page.click(".action:text-is('As a GIF')"));
            page.click("#close-sheet");
            ImageReader gif = ImageIO.getImageReadersByFormatName("gif").next();
            try (ImageInputStream in =
                    ImageIO.createImageInputStream(saved.path().toFile())) {
                gif.setInput(in);
                assertEquals(2, gif.getNumImages(true));
            }

            page.click("#language");
            assertEquals("的中", page.textContent("#legend-classes li"));
            assertTrue(page.textContent("#legend-sentence").startsWith("的中%d、見逃し0、空振り0".formatted(RAINY_CELLS)));
            page.click("#forward");
            page.click("#forward");
            assertEquals("現在より先の実況はまだありません。過去のコマを選んでください。", page.textContent("#legend-caption"));
            assertEquals("polite", page.getAttribute("#legend-sentence", "aria-live"));
            page.click("#play");
            assertEquals("off", page.getAttribute("#legend-sentence", "aria-live"), "frames are not read aloud");
        }
    }

    @Test
    void showsTheChanceOfRainInFramesToCome(@TempDir Path other, Chromium chromium) throws IOException {
        RainStore.append(other, RunningServer.FIRST, FIRST);
        try (RunningServer probable =
                        RunningServer.over(other, Settings.defaults().serve().server(), new Probable());
                ViewerPage viewer = ViewerPage.withoutMotion(chromium, probable.address())) {
            Page page = viewer.page;
            viewer.open("#6/40/140.5");
            page.mouse().move(ViewerPage.WIDTH / 2.0, ViewerPage.HEIGHT / 2.0);
            page.selectOption("#field", "chance-1");
            assertEquals("Chances are for the future: move forward in time.", page.textContent("#legend-caption"));
            assertEquals("%", page.textContent("#legend-classes .unit"));
            page.click("#forward");
            page.waitForSelector("#readout:text-matches('^[0-9]+%$')");
            assertEquals("", page.textContent("#legend-caption"));
        }
    }
}
