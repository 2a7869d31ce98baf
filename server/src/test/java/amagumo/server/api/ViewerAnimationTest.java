package amagumo.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How frames follow each other, are compared with another nowcaster's, and are saved as a file. */
@ExtendWith(Chromium.Shared.class)
class ViewerAnimationTest {

    /** It rains for 91 pixels to the left and the right of the middle of the map, and for 119 up and down. */
    private static final String RAIN = "#8/40/140.5";
    /** Of the window: small, for a processor draws what is for a graphics processor. */
    private static final int WIDTH = 900, HEIGHT = 600;

    private static final int TIMEOUT_MILLISECONDS = 300_000;
    private static final int GIF_WIDTH = 800;
    private static final int FRAMES = 22;
    /** Side of what is looked at for rain, pixels: lines of the map run through. */
    private static final int PATCH = 9;

    @TempDir
    private static Path directory;

    private static RunningServer server;

    @BeforeAll
    static void start() throws IOException {
        server = RunningServer.start(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /**
     * Counts, in the page, pictures of the rain that are drawn with nothing in the middle of the map, where it rains in every frame;
     * times that all of it is cleared; layers that come and go; and how often the time goes back to the first frame.
     */
    private static final String COUNTER =
            """
            window.counted = { pictures: 0, blank: 0, layers: 0, loops: 0 };
            const { drawArrays, clear, readPixels } = WebGL2RenderingContext.prototype;
            WebGL2RenderingContext.prototype.drawArrays = function (...parts) {
              drawArrays.apply(this, parts);
              const middle = new Uint8Array(4);
              readPixels.call(this, this.canvas.width / 2, this.canvas.height / 2, 1, 1, this.RGBA, this.UNSIGNED_BYTE, middle);
              counted.pictures++;
              counted.blank += middle[3] === 0 ? 1 : 0;
            };
            WebGL2RenderingContext.prototype.clear = function (...parts) {
              clear.apply(this, parts);
              counted.blank++;
            };
            addEventListener('DOMContentLoaded', () => {
              let before = '';
              new MutationObserver(() => {
                const { textContent } = document.getElementById('badge');
                counted.loops += before.includes('+75') && !textContent.includes('+75') ? 1 : 0;
                before = textContent;
              }).observe(document.getElementById('badge'), { childList: true });
            });
            """;

    @Test
    void threeLoopsOnASlowNetworkShowNoBlankFrame(Chromium chromium) throws IOException {
        try (SlowLine line = new SlowLine(server.address());
                ViewerPage viewer = ViewerPage.withMotion(chromium, line.address())) {
            Page page = small(viewer);
            page.addInitScript(COUNTER);
            viewer.open(RAIN);
            page.evaluate(
                    """
                    new MutationObserver((changes) => { counted.layers += changes.length; })
                      .observe(document.querySelector('.leaflet-rain-pane'), { childList: true })
                    """);
            page.selectOption("#speed", "4");
            page.click("#play");
            page.waitForCondition(() -> counted(page, "loops") >= 3);
            page.click("#play");
            assertEquals(0, counted(page, "blank"));
            assertEquals(0, counted(page, "layers"));
            assertTrue(counted(page, "pictures") >= 2 * FRAMES, counted(page, "pictures") + " pictures");
        }
    }

    @Test
    void rainThatStandsStillIsNotDrawnAnewForEachFrameThatComes(Chromium chromium) {
        try (ViewerPage viewer = ViewerPage.withoutMotion(chromium, server.address())) {
            Page page = small(viewer);
            page.addInitScript(COUNTER);
            viewer.open(RAIN);
            page.waitForCondition(() -> page.locator("#buffer i:not(.there)").count() == 0);
            page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
            int pictures = counted(page, "pictures");
            assertTrue(
                    pictures == 1 || pictures == 2,
                    pictures + " pictures"); // and one more where the map is fitted again
        }
    }

    private static Page small(ViewerPage viewer) {
        viewer.page.setViewportSize(WIDTH, HEIGHT);
        viewer.page.setDefaultTimeout(TIMEOUT_MILLISECONDS);
        return viewer.page;
    }

    private static int counted(Page page, String what) {
        return ((Number) page.evaluate("counted." + what)).intValue();
    }

    @Test
    void theAnimationIsSavedAsAGifWithAPictureAFrame(Chromium chromium) throws IOException {
        try (ViewerPage viewer = ViewerPage.withoutMotion(chromium, server.address())) {
            Page page = small(viewer);
            viewer.open(RAIN);
            page.waitForCondition(() -> page.locator("#buffer i:not(.there)").count() == 0);
            page.click("#open-layers");
            Download download = page.waitForDownload(() -> page.click(".action:text-is('As a GIF')"));
            assertEquals("amagumo-" + RunningServer.BASE + ".gif", download.suggestedFilename());
            assertGif(Files.readAllBytes(download.path()));
        }
    }

    @Test
    void whatNoRadarSeesIsShadedInASavedFileToo(Chromium chromium) throws IOException {
        try (ViewerPage viewer = ViewerPage.withoutMotion(chromium, server.address())) {
            Page page = small(viewer);
            viewer.open("#5/40/150"); // the eastern edge of the frames in the middle, sea on both sides
            page.waitForCondition(() -> page.locator("#buffer i:not(.there)").count() == 0);
            page.click("#open-layers");
            Download download = page.waitForDownload(() -> page.click(".action:text-is('As a GIF')"));
            BufferedImage first = ImageIO.read(download.path().toFile());
            int inside = first.getRGB(first.getWidth() / 2 - 60, first.getHeight() / 2) & 0xFF;
            int beyond = first.getRGB(first.getWidth() / 2 + 60, first.getHeight() / 2) & 0xFF;
            assertTrue(inside - beyond >= 10, inside + " inside, " + beyond + " beyond");
        }
    }

    @Test
    void theAnimationIsSavedAsAVideo(Chromium chromium) throws IOException {
        try (ViewerPage viewer = ViewerPage.withoutMotion(chromium, server.address())) {
            Page page = small(viewer);
            viewer.open(RAIN);
            page.waitForCondition(() -> page.locator("#buffer i:not(.there)").count() == 0);
            page.click("#open-layers");
            Download download = page.waitForDownload(() -> page.click(".action:text-is('As a video')"));
            assertEquals("amagumo-" + RunningServer.BASE + ".webm", download.suggestedFilename());
            byte[] file = Files.readAllBytes(download.path());
            assertEquals("1a45dfa3", HexFormat.of().formatHex(file, 0, 4), "as files of WebM begin");
            assertTrue(file.length > 10_000, file.length + " octets");
        }
    }

    @Test
    void arrowsShowWhereTheRainMovesWhileTheyAreWanted(Chromium chromium) {
        try (ViewerPage viewer = ViewerPage.withoutMotion(chromium, server.address())) {
            Page page = small(viewer);
            page.route(
                    "**/motion*",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("application/json")
                            .setBody("{ \"rows\": 1, \"columns\": 2, \"east\": [0.1, 0.1], \"north\": [0, 0.1] }")));
            viewer.open("#4/34/134");
            page.waitForCondition(() -> page.locator("#buffer i:not(.there)").count() == 0);
            assertTrue(page.isHidden("canvas.arrows"));
            page.click("#open-layers");
            page.click("text=Arrows for its motion");
            page.waitForSelector("canvas.arrows");
            assertEquals(
                    true,
                    page.evaluate(
                            """
                    () => {
                      const { width, height } = document.querySelector('canvas.arrows');
                      return document.querySelector('canvas.arrows').getContext('2d').getImageData(0, 0, width, height).data.some(Boolean);
                    }
                    """));
            page.click("text=Arrows for its motion");
            assertTrue(page.isHidden("canvas.arrows"));
        }
    }

    private static void assertGif(byte[] file) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in);
            assertEquals(FRAMES, reader.getNumImages(true));
            for (int frame = 0; frame < FRAMES; frame++) {
                assertEquals(GIF_WIDTH, reader.getWidth(frame));
                assertEquals(Math.round((float) GIF_WIDTH * HEIGHT / WIDTH), reader.getHeight(frame));
            }
            BufferedImage first = reader.read(0);
            assertTrue(
                    isOrange(first.getRGB(GIF_WIDTH / 2 + 20, first.getHeight() / 2 + 20)), "it rains in the middle");
            assertWritten(first, 12, 12, 230, 55, "the time");
            assertWritten(first, 12, first.getHeight() - 50, GIF_WIDTH / 2, 36, "the credits");
        } finally {
            reader.dispose();
        }
        assertTrue(new String(file, StandardCharsets.ISO_8859_1).contains("NETSCAPE2.0"), "it begins again");
    }

    /** A part of a picture is a light box with dark letters. */
    private static void assertWritten(BufferedImage picture, int x, int y, int width, int height, String what) {
        int[] pixels = picture.getRGB(x, y, width, height, null, 0, width);
        long light = Arrays.stream(pixels).filter(rgb -> (rgb & 0xFF) > 240).count();
        long dark = Arrays.stream(pixels).filter(rgb -> (rgb & 0xFF) < 90).count();
        assertTrue(
                light > pixels.length / 2 && dark > pixels.length / 100,
                what + ": " + light + " light, " + dark + " dark");
    }

    /** About the colour of 30 to 50 mm/h. */
    private static boolean isOrange(int rgb) {
        int red = rgb >> 16 & 0xFF;
        int green = rgb >> 8 & 0xFF;
        int blue = rgb & 0xFF;
        return red > 225 && green > 135 && green < 185 && blue < 70;
    }

    @Test
    void aDividerIsSwipedBetweenTheForecastsOfTwoNowcasters(Chromium chromium) throws IOException {
        try (ViewerPage viewer = ViewerPage.withoutMotion(chromium, server.address())) {
            Page page = small(viewer);
            page.route("**/frames/*.levels?nowcaster=rover*", ViewerAnimationTest::dry);
            viewer.open(RAIN);
            page.click("#open-layers");
            page.click("[aria-label^='Compare with'] button:text-is('Optical flow')");
            page.click("#close-sheet");
            page.waitForSelector(".divider");
            page.waitForSelector(".divider .side:last-child:text-is('Optical flow, from 00:30')");
            assertEquals("Persistence, from 00:30", page.textContent(".divider .side:first-child"));
            viewer.show(FRAMES - 1);
            assertRain(page, true, false); // left of the middle alone

            swipe(page, WIDTH - 200);
            assertRain(page, true, true);
            swipe(page, 200);
            assertRain(page, false, false);
            page.focus(".divider");
            page.keyboard().press("End");
            assertEquals("100", page.getAttribute(".divider", "aria-valuenow"));
            assertRain(page, true, true);
            assertEquals(FRAMES - 1, viewer.shown(), "the keys of the divider move nothing else");

            page.click("#open-layers");
            page.click("[aria-label^='Compare with'] button:text-is('Nothing')");
            assertTrue(page.isHidden(".divider"));
        }
    }

    @Test
    void aForecastBesideOfAnEarlierBaseTimeSaysSoAndIsAskedForUntilItIsOfTheSame(Chromium chromium) {
        try (ViewerPage viewer = ViewerPage.withoutMotion(chromium, server.address())) {
            Page page = small(viewer);
            AtomicBoolean isMade = new AtomicBoolean();
            page.route("**/forecasts/latest?nowcaster=rover", route -> {
                if (isMade.get()) {
                    route.resume();
                } else {
                    route.fulfill(new Route.FulfillOptions()
                            .setBody(ofAStepEarlier(route.fetch().text())));
                }
            });
            viewer.open(RAIN);
            page.click("#open-layers");
            page.click("[aria-label^='Compare with'] button:text-is('Optical flow')");
            page.click("#close-sheet");
            page.waitForSelector(".divider .side:last-child:text-is('Optical flow, from 00:25')");
            viewer.show(FRAMES - 1);
            page.waitForSelector(".divider .side:last-child:text-is('Optical flow: no frame of this time')");
            assertRain(page, true, false); // nothing of another time stands in for it
            isMade.set(true);
            page.waitForSelector(".divider .side:last-child:text-is('Optical flow, from 00:30')");
            assertRain(page, true, true);
        }
    }

    /** A forecast as it would be if its last observation were the first thing that it foretells. */
    private static String ofAStepEarlier(String forecast) {
        JsonObject earlier = JsonParser.parseString(forecast).getAsJsonObject();
        JsonArray observations = earlier.getAsJsonArray("observations");
        JsonArray leads = new JsonArray();
        leads.add(observations.remove(observations.size() - 1));
        leads.addAll(earlier.getAsJsonArray("leads"));
        leads.remove(leads.size() - 1);
        earlier.add("leads", leads);
        earlier.addProperty("baseTime", "2024-03-01T00:25:00Z");
        earlier.addProperty("version", "earlier");
        return earlier.toString();
    }

    /** A frame of the same size in which it rains nowhere. */
    private static void dry(Route route) {
        byte[] levels = route.fetch().body();
        Arrays.fill(levels, (byte) 1);
        route.fulfill(new Route.FulfillOptions()
                .setHeaders(Map.of("content-type", "application/octet-stream"))
                .setBodyBytes(levels));
    }

    /** Draws the divider to a place by finger. */
    private static void swipe(Page page, double x) {
        BoundingBox grip = page.locator(".divider .grip").boundingBox();
        CDPSession session = page.context().newCDPSession(page);
        double y = grip.y + grip.height / 2;
        touch(session, "touchStart", grip.x + grip.width / 2, y);
        touch(session, "touchMove", x, y);
        touch(session, "touchEnd", x, y);
    }

    private static void touch(CDPSession session, String kind, double x, double y) {
        JsonArray points = new JsonArray();
        if (!kind.equals("touchEnd")) {
            JsonObject point = new JsonObject();
            point.addProperty("x", x);
            point.addProperty("y", y);
            points.add(point);
        }
        JsonObject event = new JsonObject();
        event.addProperty("type", kind);
        event.add("touchPoints", points);
        session.send("Input.dispatchTouchEvent", event);
    }

    /** Waits until it rains, or not, a little left and a little right of the middle of the map. */
    private static void assertRain(Page page, boolean left, boolean right) {
        page.waitForCondition(() -> rainAt(page, -60) == left && rainAt(page, 60) == right);
    }

    private static boolean rainAt(Page page, int offset) {
        byte[] png = page.screenshot(
                new Page.ScreenshotOptions().setClip(WIDTH / 2.0 + offset, HEIGHT / 2.0 - 90, PATCH, PATCH));
        try {
            int[] pixels = ImageIO.read(new ByteArrayInputStream(png)).getRGB(0, 0, PATCH, PATCH, null, 0, PATCH);
            return Arrays.stream(pixels).filter(ViewerAnimationTest::isOrange).count() > pixels.length / 2;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
