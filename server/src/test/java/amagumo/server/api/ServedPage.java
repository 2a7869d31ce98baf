package amagumo.server.api;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the page of a server of their own, each on a page that is opened for it and must not complain. */
@ExtendWith(Chromium.Shared.class)
abstract class ServedPage {

    @TempDir
    private static Path directory;

    static RunningServer server;

    ViewerPage viewer;
    Page page;

    @BeforeAll
    static void start() throws IOException {
        server = RunningServer.start(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
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
}
