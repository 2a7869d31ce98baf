package amagumo.server.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import amagumo.server.outgoing.HttpFetcher;
import amagumo.server.outgoing.Outgoing;
import amagumo.server.outgoing.OutgoingException;
import amagumo.server.outgoing.Reach;
import amagumo.server.outgoing.Validators;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final IOException CUT = new IOException("the line is cut");

    @Test
    void pausesDoubleUpToABoundAndAreSpread() {
        Backoff minute = new Backoff(MINUTE);
        assertEquals(MINUTE, minute.pause(1, CUT, 0));
        assertEquals(Duration.ofMinutes(4), minute.pause(3, CUT, 0));
        assertEquals(Duration.ofMinutes(6), minute.pause(3, CUT, 1));
        assertEquals(Duration.ofMinutes(10), minute.pause(5, CUT, 0));
        assertEquals(Duration.ofMinutes(10), minute.pause(Integer.MAX_VALUE, CUT, 0));
        assertEquals(Duration.ofHours(1), new Backoff(Duration.ofHours(1)).pause(9, CUT, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "503, 1200, 1200",
        "429, 1200, 1200",
        "503, 30, 60",
        "503, 999999999, 3600",
        "503, Fri, 60",
        "503, -5, 60",
        "503, '', 60",
        "503, 'Fri, 31 Dec 1999 23:59:59 GMT', 60",
        "503, 'Tue, 31 Dec 2999 23:59:59 GMT', 3600",
    })
    void whatAServerAsksForIsKeptWithinABound(int status, String retryAfter, int seconds) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try (Outgoing outgoing = Outgoing.start()) {
            HttpFetcher fetcher =
                    new HttpFetcher(outgoing, new Reach(Set.of("127.0.0.1"), true), Duration.ofSeconds(20));
            URI address = URI.create(
                    "http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
            OutgoingException failure =
                    Assertions.assertThrows(OutgoingException.class, () -> fetcher.fetch(address, Validators.NONE, 10));
            assertEquals(Duration.ofSeconds(seconds), new Backoff(MINUTE).pause(1, failure, 0));
        } finally {
            server.stop(0);
        }
    }
}
