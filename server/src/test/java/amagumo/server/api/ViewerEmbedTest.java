package amagumo.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.config.Settings;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitForSelectorState;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page in a frame of another page, on another base map, and without a connection. */
@ExtendWith(Chromium.Shared.class)
class ViewerEmbedTest {

    private static final String TILES = "http://tiles.test";

    /** Frames of a forecast, and of the hour before it. */
    private static final int PREDICTED = 15, OBSERVED = 7;

    /** Whether the page's worker keeps so many frames. */
    private static final String KEPT_LEVELS =
            """
            async (frames) => {
              const cache = await caches.open('forecast');
              return (await cache.keys()).filter(({ url }) => url.includes('.levels')).length === frames;
            }
            """;

    @TempDir
    private static Path directory;

    private static RunningServer server;
    private static HttpServer paper;
    private static HttpServer stranger;

    @BeforeAll
    static void start() throws IOException {
        paper = siteWithAFrame();
        stranger = siteWithAFrame();
        Path file = Files.writeString(
                directory.resolve("map.conf"),
                "serve.map { embed-on = [\"%s\"], tiles { url = \"%s/{z}/{x}/{y}.png\", credit = \"Survey <of> maps\" } }"
                        .formatted(address(paper), TILES));
        server = RunningServer.start(directory, 7, Settings.read(file).serve().server());
    }

    @AfterAll
    static void stop() {
        server.close();
        paper.stop(0);
        stranger.stop(0);
    }

    @Test
    void onlyThePageMayBeFramedAndAskForTiles() throws Exception {
        String page = policy("/");
        assertTrue(page.endsWith("frame-ancestors " + address(paper)), page);
        assertTrue(page.contains("img-src 'self' data: " + TILES + ";"), page);
        assertEquals(List.of(), answer("/").headers().allValues("X-Frame-Options"));
        String other = policy("/api/v1/docs");
        assertTrue(other.endsWith("frame-ancestors 'none'"), other);
        assertFalse(other.contains(TILES), other);
        assertEquals(List.of("DENY"), answer("/api/v1/docs").headers().allValues("X-Frame-Options"));
    }

    @Test
    void aPageThatMayShowsMapTimelineLegendAndCreditsInAFrameAndAnotherShowsNothing(Chromium chromium) {
        Set<String> asked = ConcurrentHashMap.newKeySet();
        try (BrowserContext context = chromium.browser.newContext()) {
            context.route(TILES + "/**", route -> {
                asked.add(route.request().headers().getOrDefault("referer", "nobody"));
                route.fulfill(new Route.FulfillOptions()
                        .setContentType("image/svg+xml")
                        .setHeaders(Map.of("Access-Control-Allow-Origin", "*"))
                        .setBody("<svg xmlns='http://www.w3.org/2000/svg' width='256' height='256'/>"));
            });
            Page page = context.newPage();
            page.setDefaultTimeout(60_000);
            page.navigate(address(paper));
            Frame frame = page.frames().get(1);
            frame.waitForSelector("body[data-state=ready]");
            for (String shown : List.of(
                    "#map", "#player", ".legend", ".leaflet-control-attribution", ".leaflet-control-zoom", "#whole")) {
                assertTrue(frame.locator(shown).isVisible(), shown);
            }
            for (String hidden : List.of("#search", ".tools", "#place", "#sheet")) {
                assertFalse(frame.locator(hidden).isVisible(), hidden);
            }
            frame.waitForSelector(".leaflet-tile-loaded");
            assertEquals(Set.of(server.address().toString()), asked, "they are told which site asks, and no more");
            assertTrue(frame.textContent(".leaflet-control-attribution").contains("Survey <of> maps"));

            page.navigate(address(stranger));
            assertEquals(0, page.frames().get(1).locator("#map").count());
        }
    }

    @Test
    void inAFrameAFingerMovesThePageAroundItReadsWhereItTouchesAndOpensTheWholeWithTheSameView(Chromium chromium) {
        NewContextOptions phone = new NewContextOptions().setHasTouch(true).setIsMobile(true);
        try (BrowserContext context = chromium.browser.newContext(phone)) {
            context.route(TILES + "/**", Route::abort);
            Page page = context.newPage();
            page.setDefaultTimeout(60_000);
            page.navigate(address(paper));
            Frame frame = page.frames().get(1);
            frame.waitForSelector("body[data-state=ready]");
            assertEquals("pan-x pan-y", frame.evaluate("getComputedStyle(document.getElementById('map')).touchAction"));
            page.waitForCondition(() -> frame.evaluate("location.hash !== ''").equals(true));
            frame.locator("#map").tap(new Locator.TapOptions().setPosition(350, 200));
            frame.waitForSelector("#readout");
            Page whole = page.waitForPopup(() -> frame.click("#whole"));
            assertEquals(server.address() + "?lang=en" + frame.evaluate("location.hash"), whole.url());
        }
    }

    @Test
    void withoutAConnectionThePageStillShowsTheLastForecastAndSaysSo(Chromium chromium) {
        try (BrowserContext context = chromium.browser.newContext()) {
            context.route(TILES + "/**", Route::abort);
            Page page = context.newPage();
            page.setDefaultTimeout(60_000);
            String address = server.address() + "?lang=en#6/40/140.5";
            page.navigate(address);
            page.waitForSelector("body[data-state=ready]");
            await(page, "() => navigator.serviceWorker.controller !== null", null);
            page.reload(); // now through the worker
            page.waitForSelector("body[data-state=ready]");
            await(page, KEPT_LEVELS, OBSERVED + PREDICTED);
            assertTellsOfRain(context, page);
            page.evaluate("fetch('api/v1/forecasts/latest?nowcaster=rover')");
            page.evaluate(
                    "navigator.serviceWorker.controller.postMessage('keep')"); // as the page itself in half a minute
            await(page, KEPT_LEVELS, OBSERVED + 2 * PREDICTED);
            await(
                    page,
                    "async (list) => await caches.match(list) !== undefined",
                    "api/v1/forecasts/latest?nowcaster=rover");
            context.setOffline(true);
            page.reload();
            page.waitForSelector("#notice p:has-text('No connection: this is the last forecast')");
            page.waitForCondition(() -> page.locator("#buffer i:not(.there)").count() == 0);
            assertTrue(page.textContent("#made-by").startsWith("Persistence"), page.textContent("#made-by"));
            page.mouse().move(640, 360);
            page.waitForSelector("#readout:text-is('40–45 mm/h')");
            assertEquals(1, page.locator("canvas.rain").count());
            page.click("#open-layers");
            page.click(".choice:has(button:text-is('Nothing')) button:text-is('Optical flow')");
            page.waitForSelector(".divider .side:has-text('Optical flow, from ')");
            page.waitForCondition(() -> page.locator("canvas.rain").count() == 2);
            context.setOffline(false);
            page.waitForSelector(
                    "#notice p:has-text('No connection')",
                    new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
        }
    }

    /** Notifications come from the worker, as browsers of phones take no others. */
    private static void assertTellsOfRain(BrowserContext context, Page page) {
        context.grantPermissions(List.of("notifications"));
        await(page, "() => window.Notification.permission === 'granted'", null);
        await( // told again until it is shown: the worker may learn of the permission later than the page
                page,
                """
                async (sentence) => {
                  const registration = await navigator.serviceWorker.ready;
                  const { Notification } = await import('./js/place/notification.js');
                  const { Store } = await import('./js/state/store.js');
                  const { initialState } = await import('./js/state/viewer.js');
                  const notified = { latitude: 40, longitude: 140.5 };
                  const store = new Store({ ...initialState('en', 'light', {}, 0), notified });
                  new Notification(store);
                  const rates = [{ time: 0, rateMmH: 0 }, { time: 600_000, rateMmH: 3 }];
                  store.update({ notifiedRain: { status: 'known', sentence, rates } });
                  return (await registration.getNotifications()).some(({ title }) => title === sentence);
                }
                """,
                "Rain in 10 minutes");
    }

    /**
     * Waits until a question is answered with true. The browser's own way to wait takes a promise for true, and what it does not
     * find true at once it asks by {@code eval}, which the page forbids.
     */
    private static void await(Page page, String question, Object argument) {
        page.waitForCondition(() -> page.evaluate(question, argument).equals(true));
    }

    /** Another site, on this machine too: Chromium lets no site of elsewhere show a server of this machine unasked. */
    private static HttpServer siteWithAFrame() throws IOException {
        HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> {
            byte[] body = "<iframe width=700 height=600 src='%s?embed&lang=en'></iframe>"
                    .formatted(server.address())
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        site.start();
        return site;
    }

    private static String address(HttpServer site) {
        return "http://127.0.0.1:" + site.getAddress().getPort();
    }

    private static String policy(String path) throws Exception {
        return answer(path).headers().firstValue("Content-Security-Policy").orElseThrow();
    }

    private static HttpResponse<Void> answer(String path) throws Exception {
        URI address = server.address().resolve(path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding());
    }
}
