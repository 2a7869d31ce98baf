package amagumo.server.api;

import amagumo.ingest.store.Ingest;
import amagumo.ingest.store.IngestOptions;
import amagumo.model.nowcast.Rover;
import amagumo.server.config.Settings;
import amagumo.server.forecast.ServedNowcaster;
import amagumo.server.source.IngestOutcome;
import amagumo.testing.SharedFiles;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What rain looks like on the page: the map without words, for fonts are other ones elsewhere. Of the sample files it is a {@link
 * KeptPicture}; that of real events stays in {@code target}, with the whole page beside it, for who wants to look at it.
 */
@ExtendWith(Chromium.Shared.class)
class RadarPicturesTest {

    private static final int FRAMES = 6;
    private static final int LEAD_MINUTES = 30;
    private static final int CROP_WIDTH = 180, CROP_HEIGHT = 130;

    @TempDir
    private Path directory;

    /** The reader's device. */
    private enum Device {
        DESKTOP(1440, 900, false),
        PHONE(390, 844, true);
        private final int width, height;
        private final boolean isTouched;

        Device(int width, int height, boolean isTouched) {
            this.width = width;
            this.height = height;
            this.isTouched = isTouched;
        }
    }

    /** What is looked at: radar files of a frame each, and where on the map. */
    private record Rain(String name, Path files, String view, int stepMinutes) {}

    /** Who looks at it. */
    private record Reader(Device device, String language, ColorScheme scheme) {

        Browser.NewContextOptions options() {
            return new Browser.NewContextOptions()
                    .setViewportSize(device.width, device.height)
                    .setHasTouch(device.isTouched)
                    .setIsMobile(device.isTouched)
                    .setLocale(language)
                    .setTimezoneId("Asia/Tokyo")
                    .setColorScheme(scheme)
                    .setReducedMotion(ReducedMotion.REDUCE);
        }

        String pictureOf(String event) {
            return "%s-%s-%s-%s".formatted(event, device, language, scheme).toLowerCase(Locale.ROOT);
        }
    }

    private static final Reader DESKTOP_EN = new Reader(Device.DESKTOP, "en-GB", ColorScheme.LIGHT);
    private static final Reader DESKTOP_JA = new Reader(Device.DESKTOP, "ja-JP", ColorScheme.DARK);
    private static final Reader PHONE_EN = new Reader(Device.PHONE, "en-GB", ColorScheme.LIGHT);
    private static final Reader PHONE_JA = new Reader(Device.PHONE, "ja-JP", ColorScheme.DARK);

    @Test
    void rainOfTheSampleFilesLooksAsItDid(Chromium chromium) throws IOException {
        Rain rain = new Rain("sample", Path.of("../data-samples"), "#7.5/35.7/139.7", 5);
        try (RunningServer server = serve(rain)) {
            for (Reader reader : List.of(DESKTOP_EN, DESKTOP_JA, PHONE_EN, PHONE_JA)) {
                String name = reader.pictureOf(rain.name);
                try (ViewerPage viewer = open(chromium, server, rain, reader)) {
                    hideAllButTheMap(viewer.page);
                    new KeptPicture(name + "-0").requireSame(middle(viewer.page, reader.device));
                    if (reader == PHONE_EN) { // the smallest page draws fastest
                        requireThatChangesAreSeen(viewer.page, rain, reader.device);
                    }
                    viewer.show(viewer.shown() + LEAD_MINUTES / rain.stepMinutes);
                    new KeptPicture(name + "-30").requireSame(middle(viewer.page, reader.device));
                }
            }
        }
    }

    @Test
    void realRainIsSeenAndMoves(Chromium chromium) throws IOException {
        Rain rain = new Rain("mrms-20190610-a", SharedFiles.path("radar/mrms-20190610-a"), "#6.5/35.2/133.2", 2);
        try (RunningServer server = serve(rain)) {
            for (Reader reader : List.of(DESKTOP_EN, PHONE_JA)) {
                String name = reader.pictureOf(rain.name);
                try (ViewerPage viewer = open(chromium, server, rain, reader)) {
                    KeptPicture.leave(name + "-page", viewer.page.screenshot());
                    hideAllButTheMap(viewer.page);
                    byte[] now = middle(viewer.page, reader.device);
                    KeptPicture.leave(name + "-0", now);
                    requireThatHiddenIsMissed(viewer.page, "canvas.rain", now, reader.device);
                    viewer.show(viewer.shown() + LEAD_MINUTES / rain.stepMinutes);
                    waitForOther(now, viewer.page, reader.device);
                    KeptPicture.leave(name + "-30", middle(viewer.page, reader.device));
                }
            }
        }
    }

    /** What a reader would see to be other is not taken for the same. */
    private static void requireThatChangesAreSeen(Page page, Rain rain, Device device) {
        byte[] before = middle(page, device);
        page.evaluate("location.hash += '&palette=clear'");
        waitForOther(before, page, device);
        page.evaluate("location.hash = '%s&palette=jma'".formatted(rain.view));
        waitForSame(before, page, device);
        for (String layer : List.of("canvas.rain", ".leaflet-land-pane", ".leaflet-coast-pane")) {
            requireThatHiddenIsMissed(page, layer, before, device);
        }
        style(page, "canvas.rain", "translate", "2px");
        waitForOther(before, page, device);
        style(page, "canvas.rain", "translate", "");
        waitForSame(before, page, device);
    }

    private static void requireThatHiddenIsMissed(Page page, String layer, byte[] before, Device device) {
        style(page, layer, "opacity", "0");
        waitForOther(before, page, device);
        style(page, layer, "opacity", "");
        waitForSame(before, page, device);
    }

    private static void style(Page page, String selector, String property, String value) {
        page.evalOnSelector(
                selector,
                "(element, [property, value]) => { element.style[property] = value; }",
                List.of(property, value));
    }

    private static void waitForOther(byte[] before, Page page, Device device) {
        page.waitForCondition(() -> differs(before, page, device) > KeptPicture.MOST);
    }

    private static void waitForSame(byte[] before, Page page, Device device) {
        page.waitForCondition(() -> differs(before, page, device) == 0);
    }

    private static double differs(byte[] before, Page page, Device device) {
        try {
            return KeptPicture.shareThatDiffers(KeptPicture.read(before), KeptPicture.read(middle(page, device)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that has the first frames of a rain and the forecast of them, a minute after the last one. */
    private RunningServer serve(Rain rain) throws IOException {
        Path store = directory.resolve("store");
        List<String> first;
        try (Stream<Path> all = Files.list(rain.files)) {
            first = all.map(Path::toString)
                    .filter(file -> file.endsWith(".bin"))
                    .sorted()
                    .limit(FRAMES)
                    .toList();
        }
        Ingest.run(first, System.in, store, IngestOptions.defaults(), new IngestOutcome());
        return RunningServer.over(
                store,
                Settings.defaults().serve().server(),
                List.of(ServedNowcaster.withoutModel(new Rover())),
                Clock.systemUTC());
    }

    /** The page when all frames and the land are there, by a server's clock of a minute after the latest observation. */
    private static ViewerPage open(Chromium chromium, RunningServer server, Rain rain, Reader reader)
            throws IOException {
        ViewerPage viewer = ViewerPage.seenBy(chromium, server.address(), reader.options());
        viewer.page.route("**/motion?*", Route::fulfill); // with nothing: it takes long, and nothing moves here
        viewer.serverTimeIs(server.forecasts.latest().orElseThrow().baseTime().plusSeconds(60));
        viewer.open(rain.view);
        viewer.page.waitForCondition(
                () -> viewer.page.locator("#buffer i:not(.there)").count() == 0);
        viewer.page.waitForSelector(".leaflet-land-pane canvas");
        drawn(viewer.page);
        return viewer;
    }

    private static void hideAllButTheMap(Page page) {
        page.evaluate(
                """
                () => {
                  const words = document.querySelectorAll('main > :not(#map), .leaflet-control-container, .leaflet-cities-pane');
                  words.forEach((element) => { element.style.opacity = 0; });
                }
                """);
    }

    /** The middle of the map once it is drawn as it is to be. */
    private static byte[] middle(Page page, Device device) {
        drawn(page);
        return page.screenshot(new Page.ScreenshotOptions()
                .setClip(
                        (device.width - CROP_WIDTH) / 2.0,
                        (device.height - CROP_HEIGHT) / 2.0,
                        CROP_WIDTH,
                        CROP_HEIGHT));
    }

    private static void drawn(Page page) {
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }
}
