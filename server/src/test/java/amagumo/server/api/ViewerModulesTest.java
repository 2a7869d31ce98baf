package amagumo.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import amagumo.server.render.ColourScale;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the tests of the page's modules, {@code web/src/test/js/*Test.js}, in the browser: each on a fresh, empty page, for
 * which this class stands in for the server.
 */
@ExtendWith(Chromium.Shared.class)
class ViewerModulesTest {

    private static final Path TESTS = Path.of("../web/src/test/js");
    private static final String ORIGIN = "http://viewer.test";
    private static final String EMPTY_PAGE = "/empty.html";
    private static final String TEST_PATH = "/test/";
    private static final Pattern IMPORT = Pattern.compile("(?m)^(?:import|export)\\b[^;]*?from '(\\.[^']+)'");
    private static final Pattern PRELOAD = Pattern.compile("<link rel=\"modulepreload\" href=\"([^\"]+)\">");

    private static Page page;

    @BeforeAll
    static void openPage(Chromium chromium) {
        page = chromium.browser.newPage();
        page.route(ORIGIN + "/**", ViewerModulesTest::answer);
    }

    @AfterAll
    static void closePage() {
        page.context().close();
    }

    @Test
    void thePagesColoursForEverybodyAreThoseOfTheTilesOnTheLightMap() {
        page.navigate(ORIGIN + EMPTY_PAGE);
        Object colours = page.evaluate(
                """
                async (classes) => (await import('/js/map/palettes.js')).coloursOf(
                  { palette: 'clear', theme: 'light' }, { legend: { classes: Array.from({ length: classes }, () => ({})) } })
                """,
                ColourScale.RAIN_SAFE.classes().size());
        assertEquals(
                ColourScale.RAIN_SAFE.classes().stream()
                        .map(shown -> "#%06x".formatted(shown.rgb()))
                        .toList(),
                colours);
    }

    /** Else a module is asked for only once the one that imports it is there, six round trips one after the other. */
    @Test
    void thePageNamesEachModuleThatItNeedsAtOnce() throws IOException {
        Set<String> needed = new TreeSet<>();
        Deque<String> unread = new ArrayDeque<>(List.of("js/main.js"));
        while (!unread.isEmpty()) {
            String module = unread.remove();
            IMPORT.matcher(content(module))
                    .results()
                    .map(found -> URI.create(module).resolve(found.group(1)).toString())
                    .filter(needed::add)
                    .forEach(unread::add);
        }
        List<String> named = PRELOAD.matcher(content("index.html"))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertEquals(List.copyOf(needed), named);
    }

    private static String content(String file) throws IOException {
        try (InputStream content = ViewerModulesTest.class.getResourceAsStream("/amagumo/web/" + file)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @TestFactory
    Stream<DynamicNode> modules() throws IOException {
        try (Stream<Path> files = Files.list(TESTS)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.js"))
                    .sorted()
                    .map(ViewerModulesTest::testsOf)
                    .toList()
                    .stream();
        }
    }

    private static DynamicNode testsOf(String file) {
        load(file);
        List<?> names = (List<?>) page.evaluate("[...window.tests.keys()]");
        assertEquals(false, names.isEmpty(), file + " tests nothing");
        return dynamicContainer(
                file, names.stream().map(name -> dynamicTest(String.valueOf(name), () -> run(file, name))));
    }

    private static void load(String file) {
        page.navigate(ORIGIN + EMPTY_PAGE);
        page.evaluate(
                """
                async (file) => {
                  await import('/test/' + file);
                  window.tests = (await import('/test/harness.js')).tests;
                }
                """,
                file);
    }

    private static void run(String file, Object name) {
        load(file);
        Object failure = page.evaluate(
                """
                (name) => {
                  const late = new Promise((resolve) => { setTimeout(() => resolve('did not end'), 20_000); });
                  const test = (async () => window.tests.get(name)())()
                    .then(() => '', (reason) => reason.stack ?? String(reason));
                  return Promise.race([test, late]);
                }
                """,
                name);
        assertEquals("", failure);
    }

    private static void answer(Route route) {
        String path = URI.create(route.request().url()).getPath();
        if (path.equals(EMPTY_PAGE)) {
            route.fulfill(new Route.FulfillOptions().setContentType("text/html").setBody("<!doctype html>"));
            return;
        }
        try (InputStream content = path.startsWith(TEST_PATH)
                ? Files.newInputStream(TESTS.resolve(path.substring(TEST_PATH.length())))
                : ViewerModulesTest.class.getResourceAsStream("/amagumo/web" + path)) {
            route.fulfill(new Route.FulfillOptions()
                    .setContentType(path.endsWith(".js") ? "text/javascript" : "text/html")
                    .setBodyBytes(content.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
