package amagumo.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import amagumo.server.config.Settings;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page of a server that is read by key: a browser's user types the key once, as a password. */
@ExtendWith(Chromium.Shared.class)
class ViewerKeyTest {

    private static final String KEY = "key-of-a-reader-0123456789abcdef-0";

    @TempDir
    private Path directory;

    private RunningServer server;

    @BeforeEach
    void serveByKey() throws IOException {
        Path keys = Files.writeString(directory.resolve("keys"), KEY);
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
        Path settings = Files.writeString(
                directory.resolve("amagumo.conf"), "serve.http { read = key, key-file = \"%s\" }".formatted(keys));
        server = RunningServer.start(
                directory.resolve("store"), 7, Settings.read(settings).serve().server());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoKnowsTheKeySeesTheForecast(Chromium chromium) {
        NewContextOptions reader = new NewContextOptions().setHttpCredentials("anybody", KEY);
        try (BrowserContext context = chromium.browser.newContext(reader)) {
            Page page = context.newPage();
            assertEquals(200, page.navigate(server.address().toString()).status());
            page.waitForSelector("body[data-state=ready]");
            page.waitForSelector("canvas.rain");
        }
    }

    @Test
    void whoDoesNotSeesNothing(Chromium chromium) {
        try (BrowserContext context = chromium.browser.newContext()) {
            assertEquals(401, context.request().get(server.address().toString()).status());
        }
        NewContextOptions stranger = new NewContextOptions().setHttpCredentials("anybody", KEY.replace('0', '1'));
        try (BrowserContext context = chromium.browser.newContext(stranger)) {
            assertEquals(
                    401, context.newPage().navigate(server.address().toString()).status());
        }
    }
}
