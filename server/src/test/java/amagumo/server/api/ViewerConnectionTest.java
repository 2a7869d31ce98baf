package amagumo.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.forecast.Kept;
import amagumo.server.forecast.RainStore;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the page says and does where there is no forecast yet, no server, or no forecast of now. */
@ExtendWith(Chromium.Shared.class)
class ViewerConnectionTest {

    private static final String API = "**/api/v1/**";
    private static final String LATEST = "**/api/v1/forecasts/latest";

    @TempDir
    private Path directory;

    private RunningServer server;
    private ViewerPage viewer;
    private Page page;

    @BeforeEach
    void openPage(Chromium chromium) throws IOException {
        server = RunningServer.start(directory, 4);
        viewer = ViewerPage.withoutMotion(chromium, server.address());
        page = viewer.page;
        page.clock().install();
    }

    @AfterEach
    void closePageWithoutComplaints() {
        viewer.close();
        server.close();
    }

    @Test
    void thePageWaitsForTheFirstForecastAndShowsItByItself() throws IOException {
        viewer.navigate("#6/40/140.5&time=20240301T004000Z");
        page.waitForSelector("#awaited:text-is('Waiting for the first forecast')");
        assertEquals("loading", page.locator("body").getAttribute("data-state"));
        frameArrives(4);
        page.clock().runFor(Duration.ofMinutes(1).toMillis());
        page.waitForSelector("body[data-state=ready]");
        assertEquals("00:40", page.textContent("#clock"));
        assertTrue(page.isHidden("#arrival"));
        viewer.forgiveUnanswered(); // the browser tells of each 503
    }

    @Test
    void aFrameThatComesBeforeItsForecastIsShownInPlaceOfWhatWasForetoldForThen() throws IOException {
        frameArrives(4);
        viewer.open("");
        assertEquals("00:20", page.textContent("#clock"));
        RainStore.append(directory, RunningServer.FIRST.plus(Duration.ofMinutes(5 * RainStore.STEP_MINUTES)), 1);
        server.forecasts.due(); // which looks at the store, and makes nothing of it
        page.clock().runFor(Duration.ofMinutes(1).toMillis());
        page.waitForSelector("#clock:text-is('00:25')");
        assertEquals("observed", page.getAttribute("#player", "data-kind"));
        assertTrue(page.textContent("#badge").startsWith("Latest"), page.textContent("#badge"));
        assertEquals("00:25", page.textContent("#ticks .latest"));
        assertTrue(page.textContent("#made-by").contains("00:20"), page.textContent("#made-by"));
        assertEquals("19", page.getAttribute("#slider", "max"));
        viewer.show(6);
        assertEquals("Forecast +5 min", page.textContent("#badge"));
        viewer.show(5);
        Kept.refresh(server.forecasts);
        page.clock().runFor(Duration.ofMinutes(1).toMillis());
        page.waitForSelector("#made-by:has-text('00:25')");
        assertEquals("00:25", page.textContent("#clock"));
        assertEquals("20", page.getAttribute("#slider", "max"));
    }

    @Test
    void thePageSaysWhyNoFramesArriveInTheLanguageOfTheReader() throws IOException {
        server.source.failed(Instant.now(), "http://jma.example: answered with status 500");
        viewer.navigate("");
        page.waitForSelector("#awaited:text-is('Waiting for the first forecast')");
        viewer.waitForNotice(
                "Radar frames are not arriving; retrying. Reason: http://jma.example: answered with status 500");
        page.click("#language");
        viewer.waitForNotice("レーダーのコマを取得できません。");
        server.source.succeeded();
        frameArrives(4);
        page.clock().runFor(Duration.ofMinutes(1).toMillis());
        page.waitForSelector("body[data-state=ready]");
        assertEquals(0, page.locator("#notice p:has-text('取得できません')").count());
        viewer.forgiveUnanswered(); // the browser tells of each 503
    }

    @Test
    void ratesThatAreReadFromColoursAreSaidToBeEstimated() throws IOException {
        frameArrives(4);
        viewer.open("");
        assertTrue(!page.textContent("#notice").contains("colours"));
        page.route(LATEST, route -> {
            APIResponse response = route.fetch();
            route.fulfill(new Route.FulfillOptions()
                    .setResponse(response)
                    .setBody(response.text()
                            .replace("\"provenance\":\"\"", "\"provenance\":\"from colour classes of tiles\"")));
        });
        viewer.open("");
        viewer.waitForNotice("Estimated from the colours of JMA’s map, not measured");
        page.click("#language");
        viewer.waitForNotice("気象庁の地図の配色から推定した値です（実測値ではありません）");
    }

    @Test
    void thePageGoesOnWhenAServerThatWasAwayIsBack() throws IOException {
        frameArrives(4);
        viewer.open("");
        page.waitForCondition(
                () -> page.locator("#buffer i:not(.there)").count() == 0); // nothing is on its way any more
        assertEquals("00:20", page.textContent("#clock"));
        page.route(API, Route::abort);
        frameArrives(5);
        page.clock().runFor(Duration.ofMinutes(1).toMillis());
        viewer.waitForNotice("The server does not answer.");
        assertEquals(1, page.locator("canvas.rain").count(), "what was there is still shown");
        page.unroute(API);
        page.waitForCondition(() -> {
            page.clock().runFor(Duration.ofSeconds(5).toMillis());
            return page.textContent("#clock").equals("00:25");
        });
        assertEquals(0, page.locator("#notice p:has-text('does not answer')").count());
        viewer.forgiveUnanswered();
    }

    @Test
    void aCorrectedFrameChangesThePictureTheForecastAndTheOpenBox() throws IOException {
        frameArrives(4);
        viewer.open("#6/40/140.5");
        page.mouse().click(ViewerPage.WIDTH / 2, ViewerPage.HEIGHT / 2);
        page.waitForSelector(".outlook:text-is('Very heavy rain until at least 01:35, 40 mm/h now')");
        page.waitForCondition(() -> page.locator("#buffer i:not(.there)").count() == 0); // all is there to be drawn
        byte[] before = rain();
        RainStore.replaceByDry(directory, RunningServer.FIRST.plus(Duration.ofMinutes(4 * RainStore.STEP_MINUTES)));
        Kept.refresh(server.forecasts);
        page.clock().runFor(Duration.ofMinutes(1).toMillis());
        page.waitForSelector(".outlook:text-is('No rain until 01:35')");
        page.waitForCondition(() -> !Arrays.equals(before, rain()));
    }

    @Test
    void withoutAServerWhatIsKnownOfAPlaceStandsAndTheMapStaysWhereTheReaderHasMovedIt() throws IOException {
        frameArrives(4);
        viewer.open("#6/40/140.5");
        page.mouse().click(ViewerPage.WIDTH / 2, ViewerPage.HEIGHT / 2);
        page.waitForSelector(".outlook:text-is('Very heavy rain until at least 01:35, 40 mm/h now')");
        page.focus("#map");
        page.keyboard().down("Shift"); // further
        for (int i = 0; i < 4; i++) {
            page.keyboard().press("ArrowRight");
            page.clock().runFor(1000); // until it stands
        }
        page.keyboard().up("Shift");
        page.waitForCondition(() -> page.locator(".pin").boundingBox().x < 0);
        BoundingBox pin = page.locator(".pin").boundingBox();
        page.route(API, Route::abort);
        page.clock().runFor(Duration.ofMinutes(2).toMillis());
        page.waitForSelector("#place .note:has-text('the server cannot be asked at the moment')");
        assertEquals("Very heavy rain until at least 01:35, 40 mm/h now", page.textContent(".outlook"), "it stands");
        assertEquals(20, page.locator(".bars li").count());
        assertEquals(pin.x, page.locator(".pin").boundingBox().x, "the map was not pulled back");
        viewer.forgiveUnanswered();
    }

    @Test
    void placeNamesThatDidNotComeAreNotSaidToBeUnknown() throws IOException {
        frameArrives(4);
        page.route("**/data/places.json", Route::abort);
        viewer.open("");
        page.fill("#search", "sapp");
        page.waitForSelector("#found li:text-is('The names of places could not be loaded. Type again to retry.')");
        page.unroute("**/data/places.json");
        page.fill("#search", "sappo");
        page.waitForSelector("#found li:has-text('Sapporo')");
        page.fill("#search", "sappox");
        page.waitForSelector("#found li:text-is('No matching place')");
        viewer.forgiveUnanswered();
    }

    /** What the map looks like beside the pin's point. */
    private byte[] rain() {
        page.clock().runFor(100); // the browser's next picture
        BoundingBox pin = page.locator(".leaflet-marker-icon.pin").boundingBox();
        return page.screenshot(new Page.ScreenshotOptions().setClip(pin.x + pin.width, pin.y + pin.height - 10, 8, 8));
    }

    @Test
    void dataThatAreNotOfNowAreSaidToBeOld() throws IOException {
        frameArrives(4);
        viewer.open("");
        viewer.waitForNotice("Not live: the latest observation is");
        viewer.waitForNotice("(Mar 1, 2024, 00:20 GMT)");
    }

    @Test
    void dataThatRunAheadOfTheClockAreSaidToDoSo() throws IOException {
        frameArrives(4);
        viewer.serverTimeIs(Instant.parse("2024-02-29T23:50:00Z"));
        viewer.open("");
        viewer.waitForNotice("Radar times are ahead of the clock");
        viewer.waitForNotice("Mar 1, 2024, 00:20 GMT, 30 min from now");
    }

    @Test
    void liveDataNeedNoNotice() throws IOException {
        frameArrives(4);
        viewer.serverTimeIs(Instant.parse("2024-03-01T00:26:00Z"));
        viewer.open("");
        assertEquals(false, page.isVisible("#notice"));
    }

    @Test
    void aPictureThatCouldNotBeLoadedIsSaidAndLoadedAgain() throws IOException {
        frameArrives(4);
        page.route("**/frames/25.levels*", Route::abort);
        viewer.open("");
        page.clock().runFor(Duration.ofSeconds(5).toMillis()); // it is tried again before it is told
        viewer.waitForNotice("Some frames could not be loaded");
        page.unroute("**/frames/25.levels*");
        page.clock().runFor(Duration.ofSeconds(10).toMillis());
        page.waitForCondition(() -> !page.textContent("#notice").contains("loaded"));
        viewer.forgiveUnanswered();
    }

    /** The frame of that number arrives, and the forecast that it makes possible is made. */
    private void frameArrives(int number) throws IOException {
        server.append(directory, number);
    }
}
