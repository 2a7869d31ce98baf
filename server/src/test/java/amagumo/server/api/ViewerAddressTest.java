package amagumo.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The address of the page says what it shows, and shows what it says. */
class ViewerAddressTest extends ServedPage {

    private static final String RAINY_PLACE = "40.00000,140.50000";

    @Test
    void aLinkOfWhatIsShownShowsTheSameElsewhere(Chromium chromium) {
        viewer.open("#6/40/140.5");
        page.mouse().click(ViewerPage.WIDTH / 2, ViewerPage.HEIGHT / 2);
        page.waitForSelector(".bars li");
        viewer.show(11);
        waitForAddress("&time=20240301T005500Z&place=");
        String link = page.url();
        String middle = middleOfTheMap();
        viewer.close();

        viewer = ViewerPage.withMotion(chromium, server.address());
        page = viewer.page;
        viewer.open(link.substring(link.indexOf('#')));
        page.waitForSelector(".bars li");
        assertEquals(11, viewer.shown());
        assertEquals("false", page.locator("#player").getAttribute("data-playing"));
        assertEquals(middle, middleOfTheMap());
        assertEquals(link, page.url());
        assertEquals("Very heavy rain until at least 01:45, 40 mm/h now", page.textContent(".outlook"));
    }

    @Test
    void theAddressFollowsTheMapAndTheTime() {
        viewer.open("#6/40/140.5");
        viewer.show(21);
        waitForAddress("#6/40.0000/140.5000&time=20240301T014500Z");
        viewer.show(6); // the latest observation, whichever that is when the link is opened
        page.waitForURL(server.address() + "#6/40.0000/140.5000");
        page.locator(".leaflet-control-zoom-in").click();
        page.waitForURL(server.address() + "#7/40.0000/140.5000");
    }

    @Test
    void backClosesTheBoxOfAPlaceAndForwardOpensItAgain() {
        viewer.open("#6/40/140.5");
        page.mouse().click(ViewerPage.WIDTH / 2, ViewerPage.HEIGHT / 2);
        page.waitForSelector(".bars li");
        waitForAddress("&place=");
        page.goBack();
        page.waitForCondition(() -> page.isHidden("#place"));
        assertEquals(server.address() + "#6/40.0000/140.5000", page.url());
        page.goForward();
        page.waitForSelector(".bars li");
        assertTrue(page.url().contains("&place="), page.url());
        page.click("#place [data-action=close]");
        page.waitForCondition(() -> !page.url().contains("&place="));
        page.goBack();
        page.waitForSelector(".bars li");
    }

    @Test
    void backGoesToTheAddressThatWasThereBefore() {
        viewer.open("#6/40/140.5&time=20240301T005500Z");
        viewer.navigate("#7/36/138&time=20240301T010000Z"); // as typed
        page.waitForCondition(() -> viewer.shown() == 12);
        assertEquals(1, page.locator(".city:has-text('Nagano')").count(), "a name that is shown from zoom 7 on");
        page.goBack();
        page.waitForCondition(() -> viewer.shown() == 11);
        assertEquals(0, page.locator(".city:has-text('Nagano')").count());
        page.goForward();
        page.waitForCondition(() -> viewer.shown() == 12);
    }

    @Test
    void aTimeThatIsGoneIsSaid() {
        viewer.open("#6/40/140.5&time=20240229T120000Z");
        viewer.waitForNotice("The frame for Feb 29, 2024, 12:00 GMT is no longer available");
        assertEquals(6, viewer.shown());
        page.click("#forward");
        page.waitForCondition(() -> !page.textContent("#notice").contains("Feb 29"));
    }

    @Test
    void anAddressOfNonsenseShowsTheForecastAsAWhole() {
        viewer.open("#999/nowhere/1e9&time=never&place=" + RAINY_PLACE.replace(',', ';'));
        assertEquals(6, viewer.shown());
        assertTrue(page.isHidden("#place"));
        page.waitForURL(address -> address.matches(".*#\\d+(\\.5)?/[\\d.]+/[\\d.]+"));
    }

    @Test
    void aNowcasterThatTheServerDoesNotRunIsSaidAndOnlyThoseThatItRunsAreOffered() {
        viewer.open("#6/40/140.5&model=nonsense");
        viewer.waitForNotice("This server makes no forecasts of the kind that the link asks for");
        page.waitForURL(server.address() + "#6/40.0000/140.5000");
        page.click("#open-layers");
        assertEquals(
                List.of("Persistence", "Optical flow"),
                page.locator(".choice:has(button:text-is('Optical flow'))")
                        .first()
                        .locator("button")
                        .allTextContents());
        viewer.forgiveUnanswered(); // the browser tells of the 404
    }

    private void waitForAddress(String part) {
        page.waitForCondition(() -> page.url().contains(part));
    }

    /** Where the map looks, as its names lie on the screen. */
    private String middleOfTheMap() {
        return String.valueOf(
                page.evaluate(
                        """
                () => {
                  const { left, top } = [...document.querySelectorAll('.city')]
                    .find(city => city.textContent === 'Sendai').getBoundingClientRect();
                  return `${Math.round(left)},${Math.round(top)}`;
                }
                """));
    }
}
