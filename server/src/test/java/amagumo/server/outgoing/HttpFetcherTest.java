package amagumo.server.outgoing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpFetcherTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CAP = 1000;

    private final AtomicInteger elsewhere = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Outgoing outgoing = Outgoing.start();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/elsewhere", exchange -> {
            elsewhere.incrementAndGet();
            answer(exchange, 200, new byte[1]);
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
        outgoing.close();
    }

    @Test
    void aDocumentComesWithItsTagAndIsNotSentAgainWhileItIsTheSame() throws Exception {
        byte[] document = "rain".getBytes(StandardCharsets.UTF_8);
        server.createContext("/list", exchange -> {
            exchange.getResponseHeaders().add("ETag", "\"7\"");
            boolean known = "\"7\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            answer(exchange, known ? 304 : 200, known ? new byte[0] : document);
        });
        Fetched.Document first = assertInstanceOf(Fetched.Document.class, fetch("/list", Validators.NONE));
        assertArrayEquals(document, first.octets());
        assertEquals(Optional.of("\"7\""), first.validators().tag());
        assertInstanceOf(Fetched.NotModified.class, fetch("/list", first.validators()));
    }

    @Test
    void aDocumentWithoutATagIsAskedForByTheTimeThatItsServerGaveIt() throws Exception {
        String modified = "Fri, 01 Mar 2024 00:05:00 GMT";
        server.createContext("/list", exchange -> {
            exchange.getResponseHeaders().add("Last-Modified", modified);
            boolean known = modified.equals(exchange.getRequestHeaders().getFirst("If-Modified-Since"));
            answer(exchange, known ? 304 : 200, new byte[known ? 0 : 1]);
        });
        Fetched.Document first = assertInstanceOf(Fetched.Document.class, fetch("/list", Validators.NONE));
        assertInstanceOf(Fetched.NotModified.class, fetch("/list", first.validators()));
    }

    @Test
    void whatAnAddressAsksIsNotSaid() {
        OutgoingException failure = assertThrows(OutgoingException.class, () -> fetcher(PATIENCE, true)
                .fetch(URI.create("http://10.0.0.1/a?key=secret"), Validators.NONE, CAP));
        assertEquals("http://10.0.0.1/a?...: the host 10.0.0.1 is not one that may be asked", failure.getMessage());
    }

    @Test
    void itSaysWhoAsks() throws Exception {
        server.createContext(
                "/",
                exchange -> answer(
                        exchange,
                        200,
                        exchange.getRequestHeaders().getFirst("User-Agent").getBytes(StandardCharsets.UTF_8)));
        Fetched.Document answer = assertInstanceOf(Fetched.Document.class, fetch("/", Validators.NONE));
        String agent = new String(answer.octets(), StandardCharsets.UTF_8);
        assertTrue(agent.matches("amagumo/\\d+\\.\\d+\\.\\d+\\S*"), agent);
    }

    @Test
    void whatIsNotThereIsAbsent() throws Exception {
        assertInstanceOf(Fetched.Absent.class, fetch("/nothing", Validators.NONE));
    }

    @Test
    void redirectsAreNotFollowed() {
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            server.createContext("/moved" + status, exchange -> {
                exchange.getResponseHeaders().add("Location", at("/elsewhere").toString());
                answer(exchange, status, new byte[0]);
            });
            refused("/moved" + status, "redirected to %s, which is not followed".formatted(at("/elsewhere")));
        }
        assertEquals(0, elsewhere.get());
    }

    @Test
    void otherStatusesAreFailures() {
        for (int status : new int[] {204, 206, 304, 400, 403, 429, 500, 503}) {
            server.createContext("/status" + status, exchange -> answer(exchange, status, new byte[0]));
            refused("/status" + status, "answered with status " + status);
        }
    }

    @Test
    void aDocumentOfTheLargestSizeComesAndALargerOneDoesNot() throws Exception {
        server.createContext("/fits", exchange -> answer(exchange, 200, new byte[CAP]));
        assertEquals(
                CAP,
                assertInstanceOf(Fetched.Document.class, fetch("/fits", Validators.NONE))
                        .octets()
                        .length);
        server.createContext("/large", exchange -> answer(exchange, 200, new byte[CAP + 1]));
        refused("/large", "the answer is larger than 1000 octets");
    }

    @Test
    void anAnswerWithoutEndIsCutOff() throws Exception {
        Future<Boolean> cutOff = serveRaw("HTTP/1.1 200 OK\r\n\r\n", new byte[4096], Duration.ZERO);
        refusedAt(rawAddress, PATIENCE, "the answer is larger than 1000 octets");
        assertTrue(cutOff.get());
    }

    @Test
    void anAnswerThatDripsIsGivenUp() throws Exception {
        Future<Boolean> cutOff =
                serveRaw("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n", new byte[1], Duration.ofMillis(100));
        refusedAt(rawAddress, Duration.ofSeconds(1), "no whole answer within 1 s");
        assertTrue(cutOff.get());
    }

    @Test
    void headersThatDripAreGivenUp() throws Exception {
        Future<Boolean> cutOff = serveRaw("HTTP/1.1 200 OK\r\nX-", new byte[] {'x'}, Duration.ofMillis(100));
        refusedAt(rawAddress, Duration.ofSeconds(1), "no whole answer within 1 s");
        assertTrue(cutOff.get());
    }

    @Test
    void anAnswerThatEndsEarlyIsAFailure() throws Exception {
        serveRaw("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nrain", new byte[0], Duration.ZERO);
        assertThrows(OutgoingException.class, () -> fetcher(PATIENCE, true).fetch(rawAddress, Validators.NONE, CAP));
    }

    @Test
    void noConnectionIsAFailure() throws IOException {
        URI closed;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = URI.create("http://127.0.0.1:%d/".formatted(free.getLocalPort()));
        }
        OutgoingException failure = assertThrows(
                OutgoingException.class, () -> fetcher(PATIENCE, true).fetch(closed, Validators.NONE, CAP));
        assertTrue(failure.getMessage().startsWith(closed + ": "), failure::getMessage);
    }

    @Test
    void thisMachineIsNotAskedUnlessThatIsSet() {
        OutgoingException refusal = assertThrows(
                OutgoingException.class, () -> fetcher(PATIENCE, false).fetch(at("/elsewhere"), Validators.NONE, CAP));
        assertTrue(refusal.getMessage().endsWith("127.0.0.1 is the address 127.0.0.1, which is not public"));
        assertEquals(0, elsewhere.get());
    }

    private URI rawAddress;

    /** A server for one request that answers without regard to HTTP; done, with true, once the client has hung up. */
    private Future<Boolean> serveRaw(String head, byte[] again, Duration pause) throws IOException {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        rawAddress = URI.create("http://127.0.0.1:%d/".formatted(socket.getLocalPort()));
        return threads.submit(() -> {
            try (socket;
                    Socket client = socket.accept()) {
                InputStream in = client.getInputStream();
                in.read(new byte[8192]);
                OutputStream out = client.getOutputStream();
                out.write(head.getBytes(StandardCharsets.US_ASCII));
                while (again.length > 0) {
                    out.write(again);
                    out.flush();
                    Thread.sleep(pause.toMillis());
                }
                return false;
            } catch (IOException e) {
                return true;
            }
        });
    }

    private void refused(String path, String reason) {
        refusedAt(at(path), PATIENCE, reason);
    }

    private void refusedAt(URI address, Duration timeout, String reason) {
        OutgoingException refusal = assertTimeoutPreemptively(
                PATIENCE,
                () -> assertThrows(
                        OutgoingException.class, () -> fetcher(timeout, true).fetch(address, Validators.NONE, CAP)));
        assertEquals(address + ": " + reason, refusal.getMessage());
    }

    private Fetched fetch(String path, Validators known) throws Exception {
        return fetcher(PATIENCE, true).fetch(at(path), known, CAP);
    }

    private HttpFetcher fetcher(Duration timeout, boolean privateAddresses) {
        return new HttpFetcher(outgoing, new Reach(Set.of("127.0.0.1"), privateAddresses), timeout);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
