package amagumo.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.RawHttp;
import amagumo.server.cache.OverloadedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server does with clients that ask too much, too slowly or crookedly: on raw sockets, for clients are too polite. */
class LimitsTest {

    private static final String TOKEN = "token-of-an-operator-0123456789abcdef";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ONE_SECOND = "limits.request-time = 1 second";

    @TempDir
    private Path directory;

    @Test
    void whoFindsNoTurnAtWhatIsMadeIsToldWhenToAskAgain() throws Exception {
        Resource overloaded = routes -> routes.get("/made", Set.of(), context -> {
            throw new OverloadedException("too much is being made");
        });
        try (SmallServer server = new SmallServer(directory, "", overloaded)) {
            HttpResponse<String> refused = server.get("/made");
            assertProblem(503, refused);
            assertEquals("10", refused.headers().firstValue("Retry-After").orElseThrow());
            assertTrue(refused.body().contains("too much is being made"), refused::body);
        }
    }

    @Test
    void requestsBeyondTheRateAreToldWhenToAskAgain() throws Exception {
        try (SmallServer server = new SmallServer(directory, "limits { requests-per-minute = 1, burst = 3 }")) {
            for (int i = 0; i < 3; i++) {
                assertEquals(200, server.get("/read").statusCode());
            }
            HttpResponse<String> refused = server.get("/read");
            assertEquals(429, refused.statusCode());
            int seconds =
                    Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow());
            assertTrue(seconds >= 1 && seconds <= 60, () -> "after " + seconds);
            assertProblem(429, refused);
            assertEquals(429, server.get("/nothing").statusCode(), "whatever is asked for");
        }
    }

    @Test
    void eachClientBehindATrustedProxyHasARateOfItsOwn() throws Exception {
        try (SmallServer server = new SmallServer(
                directory, "trusted-proxies = [127.0.0.0/8], limits { requests-per-minute = 1, burst = 1 }")) {
            for (String client : List.of("192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8:0:1::1")) {
                assertEquals(200, server.get("/read", "X-Forwarded-For", client).statusCode(), client);
                assertEquals(429, server.get("/read", "X-Forwarded-For", client).statusCode(), client);
            }
            assertEquals(
                    429,
                    server.get("/read", "X-Forwarded-For", "2001:db8::2:2").statusCode(),
                    "another address of the same network");
            assertEquals(
                    429,
                    server.get("/read", "X-Forwarded-For", "198.51.100.9, 192.0.2.1")
                            .statusCode(),
                    "what the client made up is not looked at");
        }
    }

    @Test
    void whoIsNotATrustedProxyCannotGetAnotherRateByAHeader() throws Exception {
        try (SmallServer server = new SmallServer(directory, "limits { requests-per-minute = 1, burst = 2 }")) {
            assertEquals(
                    200, server.get("/read", "X-Forwarded-For", "192.0.2.1").statusCode());
            assertEquals(
                    200, server.get("/read", "X-Forwarded-For", "192.0.2.2").statusCode());
            assertEquals(
                    429, server.get("/read", "X-Forwarded-For", "192.0.2.3").statusCode());
        }
    }

    @Test
    void anAddressOrHeadersThatAreTooLongAreRefused() throws Exception {
        try (SmallServer server = new SmallServer(directory, "")) {
            assertProblem(414, RawHttp.send(server.address(), "GET", "/" + "a".repeat(9000)));
            assertProblem(
                    431,
                    RawHttp.exchange(
                            server.address(),
                            "GET /read HTTP/1.1\r\nHost: h\r\nCookie: %s\r\n\r\n".formatted("a".repeat(9000))));
            assertProblem(
                    431,
                    RawHttp.exchange(
                            server.address(),
                            "GET /read HTTP/1.1\r\nHost: h\r\n%s\r\n".formatted("A: b\r\n".repeat(2000))));
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWhetherItSaysSoOrNot() throws Exception {
        try (SmallServer server = new SmallServer(directory, tokens())) {
            assertProblem(
                    413,
                    RawHttp.exchange(server.address(), head("POST", "Content-Length: 100000000") + "x".repeat(100)));
            String chunk = "2000\r\n" + "x".repeat(0x2000) + "\r\n";
            assertProblem(
                    413,
                    RawHttp.exchange(
                            server.address(),
                            head("POST", "Transfer-Encoding: chunked") + chunk.repeat(9) + "0\r\n\r\n"));
            RawHttp.Answer fits = RawHttp.exchange(
                    server.address(), head("POST", "Transfer-Encoding: chunked") + chunk.repeat(7) + "0\r\n\r\n");
            assertEquals(200, fits.status());
        }
    }

    @Test
    void aHeadThatComesTooSlowlyIsGivenUpWhileOthersAreAnswered() throws Exception {
        try (SmallServer server = new SmallServer(directory, ONE_SECOND);
                Socket slow = connect(server)) {
            CompletableFuture<RawHttp.Answer> answer = drip(slow, "GET /read HTTP/1.1\r\nHost: h\r\nX: ");
            assertEquals(200, server.get("/read").statusCode());
            assertProblem(408, answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        }
    }

    @Test
    void aBodyThatComesTooSlowlyOrNotAtAllIsGivenUp() throws Exception {
        try (SmallServer server = new SmallServer(directory, ONE_SECOND + ", " + tokens());
                Socket slow = connect(server);
                Socket silent = connect(server)) {
            CompletableFuture<RawHttp.Answer> answer = drip(slow, head("POST", "Content-Length: 1000"));
            write(silent, head("POST", "Content-Length: 1000"));
            assertProblem(408, answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            assertProblem(408, assertTimeoutPreemptively(PATIENCE, () -> RawHttp.read(silent)));
        }
    }

    @Test
    void anAnswerThatIsReadTooSlowlyIsGivenUpAndItsThreadGoesOn() throws Exception {
        CountDownLatch given = new CountDownLatch(1);
        byte[] large = new byte[64 << 20]; // more than what lies on the way can be
        SmallServer server = new SmallServer(
                directory,
                "limits.answer-time = 1 second",
                routes -> routes.getOpenly("/large", context -> {
                    try {
                        context.outputStream().write(large);
                    } finally {
                        given.countDown();
                    }
                }));
        try (server;
                Socket slow = connect(server)) {
            write(slow, "GET /large HTTP/1.1\r\nHost: h\r\n\r\n");
            InputStream in = slow.getInputStream();
            long octets = 0;
            for (long end = System.nanoTime() + PATIENCE.toNanos(); given.getCount() > 0; octets++) {
                assertTrue(in.read() >= 0 && System.nanoTime() < end, "the thread is held");
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertEquals(200, server.get("/read").statusCode());
            assertTrue(octets + rest(in) < large.length, "the answer ended early");
        }
    }

    @Test
    void anAnswerThatIsReadSteadilyMayTakeMuchLonger() throws Exception {
        int large = 24 << 20;
        try (SmallServer server = new SmallServer(
                        directory,
                        "limits.answer-time = 1 second",
                        routes -> routes.getOpenly(
                                "/large", context -> context.result(new ByteArrayInputStream(new byte[large]))));
                Socket steady = new Socket()) {
            steady.setReceiveBufferSize(16 << 10);
            steady.connect(new InetSocketAddress(
                    server.address().getHost(), server.address().getPort()));
            write(steady, "GET /large HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
            InputStream in = steady.getInputStream();
            long begun = System.nanoTime();
            long octets = 0;
            byte[] some = new byte[32 << 10];
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                octets += count;
                TimeUnit.MILLISECONDS.sleep(5);
            }
            assertTrue(octets > large, () -> "the answer was cut off");
            assertTrue(System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(3), "it was read too fast to be seen");
        }
    }

    /** How many octets are left until a connection ends, in whatever way. */
    private static long rest(InputStream in) {
        long octets = 0;
        byte[] some = new byte[1 << 16];
        try {
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                octets += count;
            }
        } catch (IOException e) {
            // reset
        }
        return octets;
    }

    @Test
    void idleConnectionsMakeRoomOnceThereAreTooMany() throws Exception {
        try (SmallServer server = new SmallServer(directory, "limits.connections = 20")) {
            List<Socket> idle = new ArrayList<>();
            try {
                for (int i = 0; i < 40; i++) {
                    idle.add(connect(server));
                }
                RawHttp.Answer answer =
                        assertTimeoutPreemptively(PATIENCE, () -> RawHttp.send(server.address(), "GET", "/read"));
                assertEquals(200, answer.status());
            } finally {
                for (Socket socket : idle) {
                    socket.close();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../../../etc/passwd",
                "/js/../../../../../etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/js/%2e%2e%2f%2e%2e%2fetc/passwd",
                "/%252e%252e/%252e%252e/etc/passwd",
                "/js/%252e%252e%252fetc%252fpasswd",
                "/..%5c..%5cetc%5cpasswd",
                "/..%255c..%255cetc/passwd",
                "/%c0%ae%c0%ae/etc/passwd",
                "/js/..;/..;/etc/passwd",
                "/js//../../etc/passwd",
                "//etc/passwd",
                "/js/main.js%00.png",
                "/.git/config",
                "/../reference.conf",
                "/%2e%2e/reference.conf",
                "/%252e%252e/reference.conf",
            })
    void noAddressLeadsOutOfThePagesFiles(String path) throws Exception {
        try (SmallServer server = new SmallServer(directory, "")) {
            RawHttp.Answer answer = RawHttp.send(server.address(), "GET", path);
            assertTrue(answer.status() == 400 || answer.status() == 404, answer::toString);
            assertProblem(answer.status(), answer);
            assertFalse(answer.body().contains("root:") || answer.body().contains("serve {"), answer::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({"TRACE, 405", "CONNECT, 400", "BREW, 405", "PATCH, 405"})
    void unusualMethodsAreRefused(String method, int status) throws Exception {
        try (SmallServer server = new SmallServer(directory, "")) {
            RawHttp.Answer answer = RawHttp.send(server.address(), method, "/read");
            assertTrue(answer.status() == status || answer.status() == 404 || answer.status() == 501, answer::toString);
            assertFalse(answer.body().contains("localhost"), "nothing is echoed");
        }
    }

    @Test
    void stoppingAnswersWhatWasAskedAndTakesNoMore() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        SmallServer server = new SmallServer(
                directory,
                "",
                routes -> routes.getOpenly("/slow", context -> {
                    asked.countDown();
                    mayAnswer.await();
                    context.result("answered");
                }));
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(
                () -> unchecked(() -> server.get("/slow").body()));
        asked.await();
        CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
        assertTimeoutPreemptively(PATIENCE, () -> {
            while (isAnswered(server)) {
                Thread.onSpinWait();
            }
        });
        mayAnswer.countDown();
        assertEquals("answered", answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void stoppingDoesNotWaitForAClientThatNeverEnds() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        SmallServer server = new SmallServer(
                directory,
                "",
                routes -> routes.getOpenly("/stuck", context -> {
                    asked.countDown();
                    new CountDownLatch(1).await();
                }));
        try (Socket stuck = connect(server)) {
            write(stuck, "GET /stuck HTTP/1.1\r\nHost: h\r\n\r\n");
            asked.await();
            assertTimeoutPreemptively(Duration.ofSeconds(30), server::close);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Routes.EVENTS, Routes.EVENTS + "/"})
    void listenersTakeNoPlaceAmongRequestsHoweverTheirAddressIsWritten(String path) throws Exception {
        int listeners = 220; // more than are answered at a time
        CountDownLatch listening = new CountDownLatch(listeners);
        CompletableFuture<Void> end = new CompletableFuture<>();
        Resource events = routes -> routes.getAsDoor(Routes.EVENTS, context -> {
            listening.countDown();
            context.future(() -> end);
        });
        List<Socket> sockets = new ArrayList<>();
        try (SmallServer server = new SmallServer(directory, "", events)) {
            for (int i = 0; i < listeners; i++) {
                sockets.add(connect(server));
                write(sockets.get(i), "GET %s HTTP/1.1\r\nHost: h\r\n\r\n".formatted(path));
            }
            assertTrue(listening.await(PATIENCE.toSeconds(), TimeUnit.SECONDS), () -> listening + " do not listen");
            assertEquals(200, server.get("/read").statusCode());
            end.complete(null);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Routes.PREDICT, Routes.PREDICT + "/"})
    void filesMayBeLargerThanOtherBodiesHoweverTheirAddressIsWritten(String path) throws Exception {
        Resource files = routes -> routes.postOfReaders(
                Routes.PREDICT,
                Set.of(),
                1 << 20,
                (context, body) -> context.result("%d".formatted(body.read().length)));
        try (SmallServer server = new SmallServer(directory, "", files)) {
            assertEquals("100000", server.post(path, "x".repeat(100_000)).body());
        }
    }

    @Test
    void pagesOfOtherSitesReadWhyTheyAreRefusedWhereReadingNeedsNoKey() throws Exception {
        String limits = "limits { requests-per-minute = 1, burst = 1, request-time = 1 second }";
        try (SmallServer server = new SmallServer(directory, limits);
                Socket slow = connect(server)) {
            RawHttp.Answer tooSlow =
                    drip(slow, "GET /read HTTP/1.1\r\nHost: h\r\nX: ").get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            server.get("/read");
            for (RawHttp.Answer refused : List.of(
                    tooSlow,
                    RawHttp.send(server.address(), "GET", "/read"),
                    RawHttp.send(server.address(), "GET", "/" + "a".repeat(9000)))) {
                assertEquals("*", refused.header("access-control-allow-origin"), refused::toString);
                assertEquals("cross-origin", refused.header("cross-origin-resource-policy"), refused::toString);
                assertEquals("ETag, Retry-After", refused.header("access-control-expose-headers"), refused::toString);
            }
        }
        String keys = "read = key, key-file = \"%s\", ".formatted(secret("keys"));
        try (SmallServer server = new SmallServer(directory, keys + limits)) {
            server.get("/read");
            RawHttp.Answer refused = RawHttp.send(server.address(), "GET", "/read");
            assertEquals(429, refused.status());
            assertEquals("", refused.header("access-control-allow-origin"));
            assertEquals("same-origin", refused.header("cross-origin-resource-policy"));
        }
    }

    private static boolean isAnswered(SmallServer server) {
        try {
            return RawHttp.send(server.address(), "GET", "/open").status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static Socket connect(SmallServer server) throws IOException {
        return new Socket(server.address().getHost(), server.address().getPort());
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** Sends a text, and then an octet every 100 ms until the server has had enough; then what it answered. */
    private static CompletableFuture<RawHttp.Answer> drip(Socket socket, String text) {
        CompletableFuture<RawHttp.Answer> answer =
                CompletableFuture.supplyAsync(() -> unchecked(() -> RawHttp.read(socket)));
        CompletableFuture.runAsync(() -> unchecked(() -> {
            write(socket, text);
            while (!answer.isDone()) {
                write(socket, "x");
                TimeUnit.MILLISECONDS.sleep(100);
            }
            return null;
        }));
        return answer;
    }

    private interface Work<T> {
        T run() throws Exception;
    }

    private static <T> T unchecked(Work<T> work) {
        try {
            return work.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String head(String method, String header) {
        return "%s /changes HTTP/1.1\r\nHost: h\r\nConnection: close\r\nAuthorization: Bearer %s\r\n%s\r\n\r\n"
                .formatted(method, TOKEN, header);
    }

    private String tokens() throws IOException {
        return "token-file = \"%s\"".formatted(secret("tokens"));
    }

    private Path secret(String name) throws IOException {
        Path file = Files.writeString(directory.resolve(name), TOKEN);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static void assertProblem(int status, RawHttp.Answer answer) {
        assertEquals(status, answer.status(), answer::toString);
        assertEquals("application/problem+json", answer.header("content-type"), answer::toString);
        assertTrue(answer.body().contains("\"status\":" + status), answer::toString);
        assertFalse(answer.header("content-security-policy").isEmpty(), answer::toString);
    }

    private static void assertProblem(int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElse(""));
        assertTrue(answer.body().contains("\"status\":" + status), answer::body);
    }
}
