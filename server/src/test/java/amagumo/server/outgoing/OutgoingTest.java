package amagumo.server.outgoing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a name server can make the program do that changes its mind, or lies. */
class OutgoingTest {

    private static final String HOST = "radar.example";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger looked = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            byte[] host = exchange.getRequestHeaders().getFirst("Host").getBytes();
            exchange.sendResponseHeaders(200, host.length);
            exchange.getResponseBody().write(host);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aConnectionGoesToTheAddressThatWasCheckedByTheNameOfTheHost() throws Exception {
        try (Outgoing outgoing = Outgoing.start(this::loopback)) {
            Fetched.Document come = assertInstanceOf(Fetched.Document.class, fetch(outgoing, true));
            assertEquals(HOST + ":" + server.getAddress().getPort(), new String(come.octets()));
            assertEquals(1, looked.get(), "nothing looks the name up again");
        }
    }

    @Test
    void aNameThatStandsForAnotherAddressTheSecondTimeLeadsNowhereInside() throws Exception {
        // Public first, as who checks before connecting would see it, and then this machine, as who connects would.
        HostNames rebinding = host -> looked.getAndIncrement() % 2 == 0 ? address("203.0.113.9") : address("127.0.0.1");
        try (Outgoing outgoing = Outgoing.start(rebinding)) {
            HttpFetcher fetcher = fetcher(outgoing, false, Duration.ofMillis(300));
            for (int time = 0; time < 6; time++) {
                assertThrows(OutgoingException.class, () -> fetcher.fetch(address(), Validators.NONE, 100));
            }
        }
        assertTrue(looked.get() >= 6, "each connection asks for itself: " + looked);
        assertEquals(0, asked.get());
    }

    @Test
    void nothingIsPostedInsideEitherToANameThatStandsForAnotherAddressTheSecondTime() throws Exception {
        HostNames rebinding = host -> looked.getAndIncrement() % 2 == 0 ? address("203.0.113.9") : address("127.0.0.1");
        try (Outgoing outgoing = Outgoing.start(rebinding)) {
            HttpPost post = new HttpPost(outgoing, Set.of(HOST), false, Duration.ofMillis(300));
            for (int time = 0; time < 6; time++) {
                assertThrows(OutgoingException.class, () -> post.send(address(), Map.of(), "{}"));
            }
        }
        assertTrue(looked.get() >= 2, "it stood for this machine too: " + looked);
        assertEquals(0, asked.get());
    }

    @Test
    void aConnectionToAPrivateAddressIsNotUsedAgainForWhatMayNotReachThat() throws Exception {
        try (Outgoing outgoing = Outgoing.start(this::loopback)) {
            fetch(outgoing, true);
            OutgoingException refusal = assertThrows(OutgoingException.class, () -> fetch(outgoing, false));
            assertEquals(
                    address() + ": radar.example is the address 127.0.0.1, which is not public", refusal.getMessage());
        }
        assertEquals(1, asked.get());
    }

    @Test
    void aHostWithoutAnAddressIsNamed() throws Exception {
        HostNames none = host -> {
            throw new UnknownHostException(host);
        };
        try (Outgoing outgoing = Outgoing.start(none)) {
            OutgoingException refusal = assertThrows(OutgoingException.class, () -> fetch(outgoing, false));
            assertEquals(address() + ": the host radar.example is not known", refusal.getMessage());
        }
    }

    private Fetched fetch(Outgoing outgoing, boolean privateAddresses) throws Exception {
        return fetcher(outgoing, privateAddresses, PATIENCE).fetch(address(), Validators.NONE, 100);
    }

    private static HttpFetcher fetcher(Outgoing outgoing, boolean privateAddresses, Duration timeout) {
        return new HttpFetcher(outgoing, new Reach(Set.of(HOST), privateAddresses), timeout);
    }

    private URI address() {
        return URI.create("http://%s:%d/".formatted(HOST, server.getAddress().getPort()));
    }

    private List<InetAddress> loopback(String host) throws UnknownHostException {
        looked.incrementAndGet();
        return address("127.0.0.1");
    }

    private static List<InetAddress> address(String numbers) throws UnknownHostException {
        return List.of(InetAddress.getByName(numbers));
    }
}
