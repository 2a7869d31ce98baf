package amagumo.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The page of a server, seen by a reader in London who speaks English unless a test has another one. Closing fails if the page complained, or asked
 * another server for anything.
 */
final class ViewerPage implements AutoCloseable {

    static final int WIDTH = 1100;
    static final int HEIGHT = 760;

    final Page page;
    private final URI server;
    private final BrowserContext context;
    private final List<String> complaints = new ArrayList<>();

    private ViewerPage(Chromium chromium, URI server, Browser.NewContextOptions reader) {
        this.server = server;
        context = chromium.browser.newContext(reader.setServiceWorkers(
                ServiceWorkerPolicy.BLOCK)); // which would answer for a server that a test takes away
        page = context.newPage();
        page.setDefaultTimeout(60_000); // WebGL in software, beside other tests
        page.onConsoleMessage(message -> {
            boolean driver = message.text().contains("GL Driver Message"); // of the stand-in for a graphics processor
            boolean events = message.location().contains("/api/v1/events"); // which the page can do without
            boolean worker = message.text().contains("Service Worker registration blocked"); // as wished above
            if (List.of("error", "warning").contains(message.type()) && !driver && !events && !worker) {
                complaints.add(message.text() + " " + message.location());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            boolean own = Stream.of(server.toString(), "data:", "blob:").anyMatch(request.url()::startsWith);
            if (!own) {
                complaints.add("asked elsewhere: " + request.url());
            }
        });
    }

    /** Readers who want no motion get a page that waits to be played, and a machine that is not kept busy. */
    static ViewerPage withoutMotion(Chromium chromium, URI server) {
        return seenBy(chromium, server, inLondon(ReducedMotion.REDUCE));
    }

    static ViewerPage withMotion(Chromium chromium, URI server) {
        return seenBy(chromium, server, inLondon(ReducedMotion.NO_PREFERENCE));
    }

    /** Another reader. */
    static ViewerPage seenBy(Chromium chromium, URI server, Browser.NewContextOptions reader) {
        return new ViewerPage(chromium, server, reader);
    }

    private static Browser.NewContextOptions inLondon(ReducedMotion motion) {
        return new Browser.NewContextOptions()
                .setViewportSize(WIDTH, HEIGHT)
                .setLocale("en-GB")
                .setTimezoneId("Europe/London")
                .setReducedMotion(motion);
    }

    /** Has the server tell the page another time than it is. */
    void serverTimeIs(Instant time) {
        page.route("**/api/v1/forecasts/latest", route -> {
            APIResponse response = route.fetch();
            Map<String, String> headers = new HashMap<>(response.headers());
            headers.put("date", DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC)));
            route.fulfill(new Route.FulfillOptions().setResponse(response).setHeaders(headers));
        });
    }

    /** Goes to the page and waits until the forecast is there. */
    void open(String address) {
        navigate(address);
        page.waitForSelector("body[data-state=ready]");
    }

    /** Goes to the page, whatever comes of it. */
    void navigate(String address) {
        page.navigate(server + address);
    }

    /** Moves the timeline to a frame. */
    void show(int frame) {
        page.fill("#slider", String.valueOf(frame));
    }

    /** Number of the frame that is shown. */
    int shown() {
        return Integer.parseInt(page.inputValue("#slider"));
    }

    /** Waits until the notice holds some words. */
    void waitForNotice(String words) {
        page.waitForSelector("#notice p:has-text('%s')".formatted(words));
    }

    /** The browser's own words on a question without an answer are no fault of the page. */
    void forgiveUnanswered() {
        complaints.removeIf(complaint -> complaint.startsWith("Failed to load resource"));
    }

    @Override
    public void close() {
        context.close();
        assertEquals(List.of(), complaints);
    }
}
