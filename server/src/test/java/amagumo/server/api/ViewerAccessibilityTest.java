package amagumo.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import amagumo.server.NpmClients;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What axe finds wrong with the page for readers with a keyboard, a screen reader or weak eyes: nothing. */
@ExtendWith(Chromium.Shared.class)
class ViewerAccessibilityTest {

    private static final int PHONE_WIDTH = 390;

    @TempDir
    private static Path directory;

    private static RunningServer server;
    private static String axe;

    private ViewerPage viewer;
    private Page page;

    @BeforeAll
    static void start() throws IOException {
        axe = Files.readString(NpmClients.installed("axe-core").resolve("axe.min.js"));
        server = RunningServer.start(directory);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void openPage(Chromium chromium) {
        viewer = ViewerPage.withoutMotion(chromium, server.address());
        page = viewer.page;
    }

    @AfterEach
    void closePageWithoutComplaints() {
        viewer.close();
    }

    @Test
    void nothingIsWrongWithTheMapInBothLanguagesAndThemes() {
        for (String language : List.of("en", "ja")) {
            viewer.open("?lang=" + language);
            assertNothingWrong(language);
        }
        darken();
        assertNothingWrong("dark");
    }

    @Test
    void nothingIsWrongWithTheCardOfAPlaceOnAPhone() {
        page.setViewportSize(PHONE_WIDTH, 800);
        viewer.open("#6/40/140.5&place=40.00000,140.50000");
        page.waitForSelector(".bars li");
        assertNothingWrong("the card of a place");
    }

    @Test
    void nothingIsWrongWithTheSheetsAndTheSearch() {
        viewer.open("");
        page.click("#open-layers");
        assertNothingWrong("layers");
        page.click("#open-about");
        page.waitForSelector(".skill p");
        assertNothingWrong("how good it is");
        page.click("#close-sheet");
        page.fill("#search", "おか");
        page.waitForSelector("#found [role=option]");
        assertNothingWrong("search");
        page.fill("#search", "nowhere at all");
        page.waitForSelector("#found .none");
        assertNothingWrong("a search that finds nothing");
    }

    private void darken() {
        page.click("#open-layers");
        page.click(".choice button:text-is('暗い')");
        page.click("#close-sheet");
    }

    private void assertNothingWrong(String where) {
        page.evaluate(axe);
        Object found = page.evaluate(
                """
                async () => (await axe.run()).violations
                  .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`))
                """);
        assertEquals(List.of(), found, where);
    }
}
