package amagumo.server.api;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Takes the pictures of both READMEs from the page of a server that runs, of frames of now lest they say that they are old; it is no test, and
 * runs when it is named: {@code ./mvnw -pl server test -Dtest=PagePictures -Dpage=http://127.0.0.1:8080/ -Dpictures=../docs}.
 */
@ExtendWith(Chromium.Shared.class)
class PagePictures {

    private static final String PAGE = System.getProperty("page", "");
    private static final Path PICTURES = Path.of(System.getProperty("pictures", "target/pictures"));
    /** Narrower screens are touched. */
    private static final int PHONES = 640;

    @Test
    void take(Chromium chromium) throws IOException {
        assumeTrue(!PAGE.isEmpty(), "-Dpage names no server");
        Files.createDirectories(PICTURES);
        try (BrowserContext context = context(chromium, 1440, 900, "en-GB")) {
            Page page = open(context, "");
            forward(page, 7);
            save(page, "map.png");
        }
        try (BrowserContext context = context(chromium, 1440, 900, "ja-JP")) {
            save(open(context, ""), "map-ja.png");
        }
        try (BrowserContext context = context(chromium, 390, 844, "en-GB")) {
            Page page = open(context, "#7.5/35.9/139.7&place=35.44,139.64");
            page.waitForSelector(".bars");
            save(page, "map-phone.png");
        }
        try (BrowserContext context = context(chromium, 800, 520, "en-GB")) {
            animate(open(context, "#7.5/35.7/139.75")); // all that is forecast, above the credits
        }
    }

    private static BrowserContext context(Chromium chromium, int width, int height, String language) {
        return chromium.browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setHasTouch(width < PHONES)
                .setIsMobile(width < PHONES)
                .setLocale(language)
                .setTimezoneId("Asia/Tokyo")
                .setReducedMotion(ReducedMotion.REDUCE)
                .setServiceWorkers(ServiceWorkerPolicy.BLOCK));
    }

    private static Page open(BrowserContext context, String address) {
        Page page = context.newPage();
        page.setDefaultTimeout(300_000);
        page.navigate(PAGE + address);
        page.waitForSelector("body[data-state=ready]");
        page.waitForCondition(() -> page.locator("#buffer i:not(.there)").count() == 0);
        drawn(page);
        return page;
    }

    private static void drawn(Page page) {
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }

    private static void forward(Page page, int frames) {
        for (int i = 0; i < frames; i++) {
            page.keyboard().press("ArrowRight");
        }
        drawn(page);
    }

    private static void save(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name)));
    }

    /** What the page itself saves as a GIF. */
    private static void animate(Page page) {
        page.click("#open-layers");
        page.waitForDownload(() -> page.click(".action:text-is('As a GIF')")).saveAs(PICTURES.resolve("map.gif"));
    }
}
