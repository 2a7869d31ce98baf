package amagumo.server.api;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Measures the page of a server that runs, and prints what docs/benchmarks.md says of it; it is no test, and runs when it is named:
 * {@code ./mvnw -pl server test -Dtest=PageMeasurements -Dpage=http://127.0.0.1:8080/ -Dminutes=30}.
 */
@ExtendWith(Chromium.Shared.class)
class PageMeasurements {

    private static final String PAGE = System.getProperty("page", "");
    private static final int MINUTES = Integer.getInteger("minutes", 1);
    /** The page needs some pictures to find out how finely it can draw. */
    private static final int WARM_MILLISECONDS = 5_000;

    private static final int PLAYED_MILLISECONDS = 20_000;

    /** Milliseconds from the navigation to the first rain, when the largest paint was, and how much the layout shifted. */
    private static final String VITALS =
            """
            () => new Promise((resolve) => {
              const seen = { paint: 0, shift: 0 };
              new PerformanceObserver((list) => list.getEntries().forEach((entry) => { seen.paint = entry.startTime; }))
                .observe({ type: 'largest-contentful-paint', buffered: true });
              new PerformanceObserver((list) => list.getEntries().forEach((entry) => { seen.shift += entry.value; }))
                .observe({ type: 'layout-shift', buffered: true });
              setTimeout(() => resolve(`${Math.round(seen.paint)} ms, ${seen.shift.toFixed(4)}`), 500);
            })
            """;

    /** Pictures, how many a second, the share of those of a display of 60 a second that were left out, and how wide the rain's canvas was. */
    private static final String PICTURES =
            """
            (milliseconds) => new Promise((resolve) => {
              const begun = performance.now();
              let pictures = 0;
              const next = (now) => {
                pictures += 1;
                if (now - begun < milliseconds) {
                  requestAnimationFrame(next);
                } else {
                  const rate = (1000 * pictures) / (now - begun);
                  const { width } = document.querySelector('canvas.rain');
                  resolve(`${pictures}, ${rate.toFixed(1)}, ${Math.max(0, 100 * (1 - rate / 60)).toFixed(0)} %, ${width} of ${innerWidth}`);
                }
              };
              requestAnimationFrame(next);
            })
            """;

    @Test
    void measure(Chromium chromium) throws IOException {
        assumeTrue(!PAGE.isEmpty(), "-Dpage names no server");
        open(chromium, "loopback, cold", PAGE);
        try (SlowLine line = new SlowLine(URI.create(PAGE))) {
            open(chromium, "1.5 Mbit/s, 40 ms, cold", line.address().toString());
        }
        play(chromium);
    }

    private static void open(Chromium chromium, String how, String address) {
        try (BrowserContext context = chromium.browser.newContext(options())) {
            Page page = context.newPage();
            page.setDefaultTimeout(600_000);
            CDPSession session = context.newCDPSession(page);
            AtomicLong bytes = new AtomicLong();
            session.send("Network.enable");
            session.on(
                    "Network.loadingFinished",
                    event -> bytes.addAndGet(event.get("encodedDataLength").getAsLong()));
            double processor = processorSeconds();
            long begun = System.nanoTime();
            page.navigate(address);
            page.waitForSelector("body[data-state=ready]");
            long first = System.nanoTime() - begun;
            processor = processorSeconds() - processor;
            long untilFirst = bytes.get();
            page.waitForCondition(() -> page.locator("#buffer i:not(.there)").count() == 0);
            report(
                    how + ": first rain",
                    "%d ms, %.1f s of processor time, %d kB"
                            .formatted(first / 1_000_000, processor, untilFirst / 1000));
            report(
                    how + ": all frames",
                    "%d ms, %d kB".formatted((System.nanoTime() - begun) / 1_000_000, bytes.get() / 1000));
            report(how + ": largest paint, layout shift", page.evaluate(VITALS));
        }
    }

    private static void play(Chromium chromium) {
        try (BrowserContext context = chromium.browser.newContext(options())) {
            Page page = context.newPage();
            page.setDefaultTimeout(600_000);
            CDPSession session = context.newCDPSession(page);
            page.navigate(PAGE);
            page.waitForSelector("body[data-state=ready]");
            page.waitForCondition(() -> page.locator("#buffer i:not(.there)").count() == 0);
            page.click("#play");
            page.waitForTimeout(WARM_MILLISECONDS);
            double processor = processorSeconds();
            report("pictures, a second, left out of 60, pixels across", page.evaluate(PICTURES, PLAYED_MILLISECONDS));
            report("processor time of them", "%.1f s".formatted(processorSeconds() - processor));
            report("heap and processes of the browser", memory(session));
            for (int minute = 1; minute <= MINUTES; minute++) {
                page.waitForTimeout(60_000);
                if (minute % 10 == 0 || minute == MINUTES) {
                    report("the same after %d more min of playing".formatted(minute), memory(session));
                }
            }
        }
    }

    /** What the page's objects take after a collection, and what the processes of the browser have to themselves. */
    private static String memory(CDPSession session) {
        session.send("HeapProfiler.collectGarbage");
        double heap = session.send("Runtime.getHeapUsage").get("usedSize").getAsDouble();
        long processes = ProcessHandle.current()
                .descendants()
                .mapToLong(PageMeasurements::proportionalKilobytes)
                .sum();
        return "%.1f MB, %d MB".formatted(heap / 1e6, processes / 1000);
    }

    /** Of the browser, which is this process's, and of what drives it; a busy machine does not change it as it does times. */
    private static double processorSeconds() {
        return ProcessHandle.current()
                .descendants()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToDouble(duration -> duration.toMillis() / 1e3)
                .sum();
    }

    private static long proportionalKilobytes(ProcessHandle process) {
        Path memory = Path.of("/proc/%d/smaps_rollup".formatted(process.pid()));
        try (Stream<String> lines = Files.lines(memory)) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException e) {
            return 0; // it has just ended
        }
    }

    private static Browser.NewContextOptions options() {
        return new Browser.NewContextOptions()
                .setViewportSize(ViewerPage.WIDTH, ViewerPage.HEIGHT)
                .setServiceWorkers(ServiceWorkerPolicy.BLOCK);
    }

    private static void report(String what, Object measured) {
        System.out.println("| %s | %s |".formatted(what, measured));
    }
}
