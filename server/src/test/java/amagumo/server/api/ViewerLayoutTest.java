package amagumo.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where things stand on the page, at the sizes of phones, tablets and desks. */
class ViewerLayoutTest extends ServedPage {

    @Test
    void theFirstThingThatIsPaintedHasTheColoursOfTheTheme() {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.route("**/js/main.js", Route::abort);
        viewer.navigate("");
        assertEquals("rgb(12, 20, 27)", page.evaluate("getComputedStyle(document.body).backgroundColor"));
        page.evaluate("localStorage.setItem('theme', 'light')");
        viewer.navigate("");
        assertEquals("rgb(223, 231, 234)", page.evaluate("getComputedStyle(document.body).backgroundColor"));
        viewer.forgiveUnanswered();
    }

    @ParameterizedTest
    @CsvSource({
        "320, 700",
        "360, 740",
        "390, 844",
        "560, 700",
        "768, 1024",
        "900, 700",
        "640, 360",
        "844, 390",
        "700, 900"
    })
    void panelsFitOnNarrowScreensWithoutCoveringEachOther(int width, int height) {
        page.setViewportSize(width, height);
        for (String language : List.of("en", "ja")) {
            viewer.open("?lang=" + language);
            assertPanelsFit(width);
            // Credits of many sources take two lines or more.
            page.evaluate("document.querySelector('.leaflet-control-attribution').append(', and more'.repeat(12))");
            page.waitForCondition(
                    () -> page.locator(".leaflet-control-attribution").boundingBox().height
                            <= number("parseInt(document.documentElement.style.getPropertyValue('--credits'))"));
            assertPanelsFit(width);
        }
        viewer.navigate("?lang=en#6/40/140.5&place=40.00000,140.50000");
        page.waitForSelector(".bars li");
        assertPanelsFit(width);
        BoundingBox card = page.locator("#place").boundingBox();
        BoundingBox chart = page.locator(".chart").boundingBox();
        assertTrue(card.y + card.height >= chart.y + chart.height, "the chart is seen without scrolling");
        page.waitForCondition(() -> isApart(page.locator(".pin").boundingBox(), card));
        if (page.isVisible("#search")) {
            page.fill("#search", "Osaka");
            page.waitForSelector("#found li");
            assertEquals(
                    true,
                    page.evaluate(
                            """
                    () => {
                      const { left, right, top, bottom } = document.getElementById('found').getBoundingClientRect();
                      return document.elementFromPoint((left + right) / 2, (top + bottom) / 2).closest('#found') !== null;
                    }
                    """),
                    "what is found lies above the card");
        }
    }

    @ParameterizedTest
    @CsvSource({"360, 740", "768, 1024", "1440, 900"})
    void theTimesBelowTheTimelineAreAllAsFarApart(int width, int height) {
        page.setViewportSize(width, height);
        viewer.open("");
        page.waitForCondition(() -> number("document.querySelectorAll('#ticks li:not(:empty)').length") >= 3);
        List<?> gaps = (List<?>)
                page.evaluate(
                        """
                () => {
                  const shown = [...document.querySelectorAll('#ticks li:not(:empty)')].map((tick) => tick.getBoundingClientRect().left);
                  return [...new Set(shown.slice(1).map((left, i) => Math.round((left - shown[i]) / 2)))];
                }
                """);
        assertEquals(1, gaps.size(), gaps::toString);
    }

    @ParameterizedTest
    @CsvSource({"360, 740", "390, 844", "768, 1024", "1440, 900"})
    void theFirstViewIsOfAllThatIsForecastBetweenTheSearchAndThePlayer(int width, int height) {
        page.setViewportSize(width, height);
        viewer.open("");
        page.waitForURL(address -> address.contains("#"));
        assertEquals(
                List.of(true, true),
                page.evaluate(
                        """
                        () => {
                          const [zoom, latitude] = location.hash.slice(1).split('/').map(Number);
                          const north = (degrees) => Math.atanh(Math.sin(degrees * Math.PI / 180)) / Math.PI;
                          const y = (degrees) => innerHeight / 2 - 128 * 2 ** zoom * (north(degrees) - north(latitude));
                          return [y(48) >= document.querySelector('.search').getBoundingClientRect().bottom,
                            y(20) <= document.querySelector('.bottom').getBoundingClientRect().top];
                        }
                        """));
    }

    @ParameterizedTest
    @CsvSource({"360, 740", "1440, 900"})
    void whatIsTouchedIsLargeEnoughForAFinger(int width, int height) {
        page.setViewportSize(width, height);
        viewer.open("#6/40/140.5&place=40.00000,140.50000");
        page.waitForSelector(".bars li");
        assertTargets();
        page.click("#close-sheet, [data-action=close]");
        page.click("#open-layers");
        assertTargets();
    }

    /** Of everything that is seen and can be touched; the row of a switch is touched, not the switch alone. */
    private void assertTargets() {
        assertEquals(
                List.of(),
                page.evaluate(
                        """
                        () => [...document.querySelectorAll('button, select, input, a[href]:not(.skip)')]
                          .filter((target) => target.checkVisibility({ visibilityProperty: true }))
                          .map((target) => [target, (target.closest('.switch') ?? target).getBoundingClientRect()])
                          .filter(([, { width, height }]) => width > 0 && (width < 44 || height < 44))
                          .map(([target, { width, height }]) => `${target.id || target.outerHTML} ${width} x ${height}`)
                        """));
    }

    @Test
    void theSpeedIsChosenOnPhonesToo() {
        page.setViewportSize(360, 740);
        viewer.open("");
        assertTrue(page.isHidden("#speed"));
        page.click("#open-layers");
        page.click("[aria-label=Speed] button:text-is('¼×')");
        assertEquals("true", page.getAttribute("[aria-label=Speed] button:text-is('¼×')", "aria-pressed"));
        assertEquals("0.25", page.inputValue("#speed"));
    }

    private static boolean isApart(BoundingBox one, BoundingBox other) {
        return one.x + one.width <= other.x
                || other.x + other.width <= one.x
                || one.y + one.height <= other.y
                || other.y + other.height <= one.y;
    }

    private double number(String expression) {
        return ((Number) page.evaluate(expression)).doubleValue();
    }

    private void assertPanelsFit(int width) {
        assertEquals(width, number("document.documentElement.scrollWidth"));
        assertEquals(
                List.of(),
                page.evaluate(
                        """
                        () => {
                          const panels = [...document.querySelectorAll('.panel:not([hidden]), .leaflet-control-attribution')]
                            .filter(panel => panel.offsetHeight > 0)
                            .map(panel => [panel.className, panel.getBoundingClientRect()]);
                          const apart = (a, b) =>
                            a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
                          const outside = panels.filter(([, r]) => r.left < 0 || r.right > innerWidth || r.top < 0
                            || r.bottom > innerHeight).map(([name]) => name + ' is outside');
                          const covered = panels.flatMap(([name, r], i) => panels.slice(i + 1)
                            .filter(([, other]) => !apart(r, other)).map(([other]) => name + ' covers ' + other));
                          const boxes = [...document.querySelectorAll('.panel:not([hidden]), .when')]
                            .filter(box => box.offsetHeight > 0);
                          const cut = boxes.flatMap(box => {
                            const { left, right } = box.getBoundingClientRect();
                            return [...box.querySelectorAll('*:not(.hidden)')]
                              .map(element => [element, element.getBoundingClientRect()])
                              .filter(([, r]) => r.width > 0 && (r.left < left - 0.5 || r.right > right + 0.5))
                              .map(([element]) => `${element.tagName} ${element.id} runs out of ${box.className}`);
                          });
                          return [...outside, ...covered, ...cut];
                        }
                        """));
    }
}
