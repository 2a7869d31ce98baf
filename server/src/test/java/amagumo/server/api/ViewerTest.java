package amagumo.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.forecast.RainStore;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewerTest extends ServedPage {

    private static final int WIDTH = ViewerPage.WIDTH;
    private static final int HEIGHT = ViewerPage.HEIGHT;
    /** Where no panel is. */
    private static final Rectangle OPEN_MAP = new Rectangle(390, 60, 600, 440);

    private static final double RAIN_CENTRE_LATITUDE = 40;
    private static final double RAIN_CENTRE_LONGITUDE = 140.5;

    @ParameterizedTest
    @ValueSource(doubles = {4.5, 5, 6.5, 9, 12})
    void rainStandsWhereItFellOnAWebMercatorMap(double zoom) throws IOException {
        double north = y(48 - RainStore.FIRST_ROW / 12.0, zoom);
        double south = y(48 - (RainStore.LAST_ROW + 1) / 12.0, zoom);
        double west = x(118 + RainStore.FIRST_COLUMN / 8.0, zoom);
        double east = x(118 + (RainStore.LAST_COLUMN + 1) / 8.0, zoom);
        int rows = RainStore.LAST_ROW + 1 - RainStore.FIRST_ROW;
        int columns = RainStore.LAST_COLUMN + 1 - RainStore.FIRST_COLUMN;
        // Half a cell, as between two cells the rate goes over from one to the other, and half a pixel of the screen.
        double across = (east - west) / columns / 2 + 0.5;
        double down = (south - north) / rows / 2 + 0.5;
        viewer.open("");
        for (int frame : new int[] {0, 6, 21}) {
            Rectangle first = seenFrom(west, north, zoom, frame);
            assertEquals(north, first.y, down, "north, frame " + frame);
            assertEquals(west, first.x, across, "west, frame " + frame);
            Rectangle last = seenFrom(east, south, zoom, frame);
            assertEquals(south, last.y + last.height, down, "south, frame " + frame);
            assertEquals(east, last.x + last.width, across, "east, frame " + frame);
        }
    }

    /**
     * Where there is rain, as far as it is seen where a point of the whole map is in the middle of the open map; in pixels of the
     * whole map, of which the page shows whole ones.
     */
    private Rectangle seenFrom(double x, double y, double zoom, int frame) throws IOException {
        int left = (int) Math.rint(x - OPEN_MAP.getCenterX());
        int top = (int) Math.rint(y - OPEN_MAP.getCenterY());
        double longitude = (left + WIDTH / 2.0) / size(zoom) * 360 - 180;
        double latitude = Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * (top + HEIGHT / 2.0) / size(zoom)))));
        page.evaluate("view => { location.hash = view; }", "#%s/%.10f/%.10f".formatted(zoom, latitude, longitude));
        viewer.show(frame);
        nextPicture();
        Rectangle seen = orangePixels();
        seen.translate(left, top);
        return seen;
    }

    /** Waits until the browser has drawn what it was asked for. */
    private void nextPicture() {
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }

    /** How wide the whole map is, pixels. */
    private static double size(double zoom) {
        return 256 * Math.pow(2, zoom);
    }

    /** Where a longitude is on the whole map, pixels, by the definition of Web Mercator. */
    private static double x(double longitude, double zoom) {
        return (longitude + 180) / 360 * size(zoom);
    }

    private static double y(double latitude, double zoom) {
        double up = Math.log(Math.tan(Math.PI / 4 + Math.toRadians(latitude) / 2));
        return (1 - up / Math.PI) / 2 * size(zoom);
    }

    /** The smallest rectangle around everything on the open map that has about the colour of 30 to 50 mm/h. */
    private Rectangle orangePixels() throws IOException {
        byte[] png = page.screenshot(
                new Page.ScreenshotOptions().setClip(OPEN_MAP.x, OPEN_MAP.y, OPEN_MAP.width, OPEN_MAP.height));
        BufferedImage screen = ImageIO.read(new ByteArrayInputStream(png));
        Rectangle found = new Rectangle(-1, -1);
        for (int y = 0; y < screen.getHeight(); y++) {
            for (int x = 0; x < screen.getWidth(); x++) {
                int rgb = screen.getRGB(x, y);
                int red = rgb >> 16 & 0xFF;
                int green = rgb >> 8 & 0xFF;
                int blue = rgb & 0xFF;
                if (red > 225 && green > 135 && green < 185 && blue < 70) {
                    found.add(new Rectangle(OPEN_MAP.x + x, OPEN_MAP.y + y, 1, 1));
                }
            }
        }
        return found;
    }

    @Test
    void playsObservedAndForecastFramesAndStopsWhereToldTo(Chromium chromium) {
        viewer.close();
        viewer = ViewerPage.withMotion(chromium, server.address());
        page = viewer.page;
        viewer.open("");
        assertEquals("21", page.locator("#slider").getAttribute("max"));
        assertEquals("false", page.locator("#player").getAttribute("data-playing"));
        page.click("#play");
        page.selectOption("#speed", "4");
        page.evaluate(
                """
                () => {
                  window.shown = new Set();
                  const badge = document.getElementById('badge');
                  new MutationObserver(() => window.shown.add(badge.textContent)).observe(badge, { childList: true });
                }
                """);
        page.waitForCondition(() -> page.evaluate("window.shown.size").equals(22)); // round, and from the start again
        page.click("#play");
        page.waitForSelector("#player[data-playing=false]");
        String stopped = page.inputValue("#slider");
        page.click("#forward");
        int next = (Integer.parseInt(stopped) + 1) % 22;
        assertEquals(String.valueOf(next), page.inputValue("#slider"));
        page.click("#back");
        assertEquals(stopped, page.inputValue("#slider"));
        page.keyboard().press("ArrowRight");
        assertEquals(String.valueOf(next), page.inputValue("#slider"));
    }

    @Test
    void opensAtTheLatestObservationAndWaitsToBePlayed() {
        viewer.open("");
        assertEquals("false", page.locator("#player").getAttribute("data-playing"));
        assertTrue(page.textContent("#badge").startsWith("Latest"), page.textContent("#badge"));
        page.keyboard().press("Space");
        assertEquals("true", page.locator("#player").getAttribute("data-playing"));
    }

    @Test
    void keysPlayAndStepWhereTheTimelineHasTheFocusAndScrollWhatIsHigherThanItsRoom() {
        viewer.open("");
        page.click("#slider");
        int clicked = viewer.shown();
        page.keyboard().press(".");
        assertEquals(clicked + 1, viewer.shown());
        page.keyboard().press("ArrowRight");
        assertEquals(clicked + 2, viewer.shown(), "once, by the timeline itself");
        page.keyboard().press("Space");
        assertEquals("true", page.getAttribute("#player", "data-playing"));
        page.keyboard().press("Space");
        assertEquals("false", page.getAttribute("#player", "data-playing"));
        page.setViewportSize(WIDTH, 500);
        page.click("#open-layers");
        int before = viewer.shown();
        page.waitForCondition(
                () -> { // the browser scrolls nothing that it has not drawn yet
                    page.keyboard().press("Space");
                    page.keyboard().press("End");
                    return page.evaluate("document.getElementById('sheet').scrollTop > 0")
                            .equals(true);
                });
        assertEquals("false", page.getAttribute("#player", "data-playing"));
        assertEquals(before, viewer.shown());
    }

    @Test
    void theRainMovesBetweenFramesUnlessTheReaderWantsNoMotion(Chromium chromium) {
        viewer.open("");
        page.click("#open-layers");
        assertEquals(false, page.isChecked("label:has-text('Rain moves between frames') input"));
        viewer.close();
        viewer = ViewerPage.withMotion(chromium, server.address());
        page = viewer.page;
        viewer.open("");
        page.click("#open-layers");
        assertEquals(true, page.isChecked("label:has-text('Rain moves between frames') input"));
    }

    @Test
    void everyFrameSaysWhatItIsAndWhen() {
        viewer.open("");
        viewer.show(6);
        assertTrue(page.textContent("#badge").matches("Latest, \\d+ years old"), page.textContent("#badge"));
        assertEquals("stale", page.getAttribute("#player", "data-fresh"));
        assertEquals("00:30", page.textContent("#clock"));
        assertEquals("JST 09:30", page.textContent("#jst"));
        assertEquals("observed", page.locator("#player").getAttribute("data-kind"));
        viewer.show(11);
        assertEquals("Forecast +25 min", page.textContent("#badge"));
        assertEquals("00:55", page.textContent("#clock"));
        assertEquals("forecast", page.locator("#player").getAttribute("data-kind"));
        assertEquals("00:55, Forecast +25 min", page.locator("#slider").getAttribute("aria-valuetext"));
    }

    @Test
    void browsersWithoutWebGlGetPictures() {
        page.addInitScript(
                """
                const real = HTMLCanvasElement.prototype.getContext;
                HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
                  return kind === 'webgl2' ? null : real.call(this, kind, ...rest);
                };
                """);
        viewer.open("");
        viewer.show(11);
        page.waitForSelector(".frame.shown[src*='/frames/25.png']");
        assertEquals(1, page.locator(".frame.shown").count());
        assertEquals(0, page.locator("canvas.rain").count());
        page.click("#open-layers");
        assertEquals(0, page.locator("[aria-label=Colours]").count(), "pictures have the colours that they have");
    }

    @Test
    void canBeInstalledWithIconsOfTheSizesThatItNames() {
        viewer.open("");
        assertEquals(
                List.of("standalone", true, true, true),
                page.evaluate(
                        """
                        async () => {
                          const { href } = document.querySelector('link[rel=manifest]');
                          const { display, icons } = await (await fetch(href)).json();
                          return [display, ...await Promise.all(icons.map(async ({ src, sizes }) => {
                            const icon = Object.assign(new Image(), { src: new URL(src, href).href });
                            await icon.decode();
                            return sizes === 'any' || sizes === `${icon.naturalWidth}x${icon.naturalHeight}`;
                          }))];
                        }
                        """));
    }

    @Test
    void speaksEnglishAndJapaneseAndRemembersWhich() {
        viewer.open("");
        assertEquals("en", page.locator("html").getAttribute("lang"));
        assertTrue(page.textContent(".made-by").contains("Experimental, not an official forecast"));
        page.click("#language");
        assertEquals("ja", page.locator("html").getAttribute("lang"));
        assertTrue(page.textContent(".made-by").contains("実験的な予測です。公式の予報ではありません"));
        assertTrue(page.textContent("#badge").matches("(最新の実況|予測).*"), page.textContent("#badge"));
        assertTrue(page.textContent("#made-by").contains("持続予測"));
        assertTrue(page.textContent(".leaflet-control-attribution").contains("雨: invented <rain>"));
        assertTrue(page.textContent("#map").contains("東京"));
        viewer.open("");
        assertEquals("ja", page.locator("html").getAttribute("lang"));
    }

    @Test
    void touchOfAPlaceTellsWhetherItRainsThere() {
        viewer.open("#6/%s/%s".formatted(RAIN_CENTRE_LATITUDE, RAIN_CENTRE_LONGITUDE));
        page.mouse().click(WIDTH / 2, HEIGHT / 2);
        page.waitForSelector("#place .outlook:text-is('Very heavy rain until at least 01:45, 40 mm/h now')");
        assertEquals(20, page.locator(".bars li").count());
        assertEquals(middle(".bars li.shown"), middle(".scale span:text-is('00:30')"), 0.5);
        page.mouse().click(WIDTH / 2 + 200, HEIGHT / 2 - 100);
        page.waitForSelector("#place .outlook:text-is('No rain until 01:45')");
        page.waitForSelector("#place-spoken:has-text('No rain until 01:45')"); // for who does not see it
    }

    @Test
    void aDoubleTouchComesNearerAndASingleOneOpensAPlace() {
        page.clock().install();
        viewer.open("#6/%s/%s".formatted(RAIN_CENTRE_LATITUDE, RAIN_CENTRE_LONGITUDE));
        page.clock().pauseAt(System.currentTimeMillis() + 10_000); // however slow the machine is
        page.mouse().dblclick(WIDTH / 2, HEIGHT / 2);
        page.clock().runFor(2000);
        page.waitForURL(address -> address.contains("#7/"));
        assertTrue(page.isHidden("#place"), page.url());
        page.mouse().click(WIDTH / 2, HEIGHT / 2);
        page.clock().runFor(200);
        assertTrue(page.isHidden("#place"), "it may become a double one");
        page.clock().runFor(100);
        assertTrue(page.isVisible("#place"));
    }

    @Test
    void aPlaceIsFoundByItsNameReadAloudAndLeftToWhereItWasAskedFor() {
        viewer.open("?lang=ja");
        page.focus("#search");
        CDPSession keyboard = page.context().newCDPSession(page);
        JsonObject typed = new JsonObject();
        typed.addProperty("text", "さっぽろ");
        typed.addProperty("selectionStart", 4);
        typed.addProperty("selectionEnd", 4);
        keyboard.send("Input.imeSetComposition", typed);
        page.waitForSelector("#found [role=option]");
        page.keyboard().press("Enter"); // which is the input method's
        assertTrue(page.isHidden("#place"), "nothing was chosen");
        page.fill("#search", "さっぽろ");
        page.waitForSelector("#found [role=option]");
        page.keyboard().press("Enter");
        page.waitForSelector("#place-spoken:has-text('札幌市')");
        assertEquals("place", focused());
        page.keyboard().press("Escape");
        assertTrue(page.isHidden("#place"));
        assertEquals("search", focused());
        page.click("#open-layers");
        assertEquals("sheet", focused());
        page.keyboard().press("Escape");
        assertTrue(page.isHidden("#sheet"));
        assertEquals("open-layers", focused());
    }

    @Test
    void whereTheReaderIsIsSaidToBeLookedFor() {
        viewer.open("");
        page.evaluate("navigator.geolocation.getCurrentPosition = (found) => { window.found = found; }");
        page.click("#here");
        viewer.waitForNotice("Finding out where you are");
        assertEquals("true", page.getAttribute("#here", "aria-busy"));
        page.evaluate("found({ coords: { latitude: 40, longitude: 140.5 } })");
        assertEquals("false", page.getAttribute("#here", "aria-busy"));
        page.waitForCondition(() -> !page.textContent("#notice").contains("Finding out"));
        page.waitForSelector("#place .outlook:has-text('Very heavy rain')");
    }

    private Object focused() {
        return page.evaluate("document.activeElement.id");
    }

    private double middle(String selector) {
        page.waitForSelector(selector);
        BoundingBox box = page.locator(selector).boundingBox();
        return box.x + box.width / 2;
    }

    @Test
    void legendNamesTheClassesInTheirColours() {
        viewer.open("");
        assertEquals(
                List.of("0.1", "1", "5", "10", "20", "30", "50", "80", "mm/h"),
                page.locator("#legend-classes li").allTextContents());
        assertEquals(
                "linear-gradient(rgb(214, 216, 255), rgb(214, 216, 255))", // over the colour of land
                page.evaluate("getComputedStyle(document.querySelector('#legend-classes i')).backgroundImage"));
    }
}
