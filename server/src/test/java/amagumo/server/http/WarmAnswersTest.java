package amagumo.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import amagumo.server.RawHttp;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarmAnswersTest {

    private static final String PICTURE = "/pictures/rain";
    private static final String KEY = "key-of-a-reader-0123456789abcdef-0";

    @TempDir
    private Path directory;

    private final AtomicInteger drawn = new AtomicInteger();
    private volatile boolean holds = true;

    private SmallServer start(String http) throws IOException {
        return new SmallServer(
                directory,
                http,
                routes -> routes.get("/pictures/{name}", Set.of("size"), context -> {
                    byte[] picture = ("picture " + drawn.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
                    Cacheable.warmPicture(context, picture, context.pathParam("name"), true, () -> holds);
                }));
    }

    @Test
    void anAnswerIsGivenAgainWithAllItsHeadersAndCountedAsItsRoutes() throws Exception {
        try (SmallServer server = start("")) {
            HttpResponse<String> first = server.get(PICTURE);
            HttpResponse<String> again = server.get(PICTURE);
            assertEquals(200, again.statusCode());
            assertEquals("picture 1", again.body());
            assertEquals(headers(first), headers(again));
            assertEquals("public, max-age=31536000, immutable", header(again, "Cache-Control"));
            assertEquals("*", header(again, "Access-Control-Allow-Origin"));
            assertEquals("9", header(again, "Content-Length"));
            assertFalse(header(again, "Date").isEmpty());
            Timer timer = server.registry
                    .get("http.server.requests")
                    .tags("route", "/pictures/{name}", "status", "200")
                    .timer();
            assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
                while (timer.count() < 2) {
                    Thread.onSpinWait();
                }
            });
        }
    }

    @Test
    void whatDoesNotHoldAnyMoreIsAskedOfItsRoute() throws Exception {
        try (SmallServer server = start("")) {
            assertEquals("picture 1", server.get(PICTURE).body());
            holds = false;
            assertEquals("picture 2", server.get(PICTURE).body());
            holds = true;
            assertEquals("picture 2", server.get(PICTURE).body());
        }
    }

    @Test
    void anotherAddressHasAnotherAnswer() throws Exception {
        try (SmallServer server = start("")) {
            assertEquals("picture 1", server.get(PICTURE).body());
            assertEquals("picture 2", server.get(PICTURE + "?size=1").body());
            assertEquals("picture 3", server.get("/pictures/snow").body());
            assertEquals("picture 2", server.get(PICTURE + "?size=1").body());
            assertEquals(400, server.get(PICTURE + "?colour=1").statusCode());
            assertEquals(400, server.get(PICTURE + "?key=1").statusCode());
        }
    }

    @Test
    void whoTakesOtherEncodingsHasAnotherAnswer() throws Exception {
        try (SmallServer server = start("")) {
            assertEquals("picture 1", server.get(PICTURE).body());
            assertEquals(
                    "picture 2", server.get(PICTURE, "Accept-Encoding", "gzip").body());
            assertEquals("picture 1", server.get(PICTURE).body());
            assertEquals(
                    "picture 2", server.get(PICTURE, "Accept-Encoding", "gzip").body());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization, Bearer unknown, 200",
        "If-None-Match, '\"rain\"', 304",
        "X-HTTP-Method-Override, POST, 405",
        "X-HTTP-Method-Override, HEAD, 200"
    })
    void aRequestWithAHeaderThatMayDecideGoesToItsRoute(String name, String value, int status) throws Exception {
        try (SmallServer server = start("")) {
            assertEquals("picture 1", server.get(PICTURE).body());
            HttpResponse<String> answer = server.get(PICTURE, name, value);
            assertEquals(status, answer.statusCode());
            assertEquals(status == 405 ? 1 : 2, drawn.get());
            assertEquals("picture 1", server.get(PICTURE).body());
        }
    }

    @Test
    void whatNeedsAKeyIsNeverKept() throws Exception {
        Path keys = Files.writeString(directory.resolve("keys"), KEY);
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
        try (SmallServer server = start("read = key, key-file = \"%s\"".formatted(keys))) {
            for (int i = 1; i <= 2; i++) {
                assertEquals(
                        "picture " + i,
                        server.get(PICTURE, "Authorization", "Bearer " + KEY).body());
                assertEquals(401, server.get(PICTURE).statusCode());
            }
        }
    }

    @Test
    void whatIsGivenAgainCountsForTheRateOfItsClient() throws Exception {
        try (SmallServer server = start("limits { requests-per-minute = 1, burst = 3 }")) {
            for (int i = 0; i < 3; i++) {
                assertEquals("picture 1", server.get(PICTURE).body());
            }
            assertEquals(429, server.get(PICTURE).statusCode());
        }
    }

    @Test
    void whatOneConnectionWasToldOfItselfIsNotToldToOthers() throws Exception {
        try (SmallServer server = start("")) {
            RawHttp.Answer closed = RawHttp.exchange(
                    server.address(), "GET %s HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n".formatted(PICTURE));
            assertEquals("close", closed.header("connection"));
            HttpResponse<String> other = server.get(PICTURE);
            assertEquals(1, drawn.get());
            assertEquals("", header(other, "Connection"));
        }
    }

    private static Map<String, List<String>> headers(HttpResponse<?> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        return headers;
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
