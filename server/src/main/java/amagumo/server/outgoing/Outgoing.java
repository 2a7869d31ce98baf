package amagumo.server.outgoing;

import amagumo.ingest.software.Software;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProxyAuthenticationProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The program's one way to other machines: each request goes to a host that may be asked only ({@link Reach}), over a
 * connection to an address of it that was checked, gets no answer larger than is expected, and all of it within a time that
 * counts from the first octet sent to the last one received, so that a server that drips does not hold it up. Redirects are not
 * followed, cookies not kept. For several threads at once.
 */
public final class Outgoing implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** Connections and hosts that were not asked for so long are forgotten. */
    private static final Duration IDLE = Duration.ofMinutes(1);

    private static final int HEADERS_OCTETS = 64 << 10;
    private static final int MOST_THREADS = 16;

    /** Who asks, as every request says. */
    private static final String USER_AGENT = "amagumo/" + Software.VERSION;

    private final HostNames names;
    private final HttpClient client;

    private Outgoing(HostNames names, HttpClient client) {
        this.names = names;
        this.client = client;
    }

    /** Starts what sends. */
    public static Outgoing start() {
        return start(HostNames.OF_THIS_MACHINE);
    }

    /** Starts what sends, with names of hosts that stand for other addresses. */
    static Outgoing start(HostNames names) {
        ClientConnector connector = new ClientConnector();
        connector.setSelectors(1);
        connector.setConnectTimeout(CONNECT_TIMEOUT);
        HttpClient client = new HttpClient(new HttpClientTransportOverHTTP(connector));
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 1);
        threads.setName("outgoing");
        threads.setDaemon(true);
        client.setExecutor(threads);
        client.setFollowRedirects(false);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setMaxResponseHeadersSize(HEADERS_OCTETS);
        client.setDestinationIdleTimeout(IDLE.toMillis());
        client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, USER_AGENT));
        Outgoing outgoing = new Outgoing(names, client);
        client.setSocketAddressResolver(outgoing::resolve);
        LifeCycle.start(client);
        client.getContentDecoderFactories().clear(); // an answer is what was sent, and as large
        client.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
        client.getProtocolHandlers().remove(ProxyAuthenticationProtocolHandler.NAME);
        return outgoing;
    }

    /**
     * Finds the addresses that a connection may be made to; it is made to one of these and no name is looked up again, so that a
     * name server that changes its mind cannot lead it inside. Connections are kept by host and reach: none is used again for
     * what reaches less far.
     */
    private void resolve(
            String host, int port, Map<String, Object> connection, Promise<List<InetSocketAddress>> addresses) {
        Destination destination = (Destination) connection.get(Destination.CONTEXT_KEY);
        Reach reach = (Reach) destination.getOrigin().getTag();
        client.getExecutor().execute(() -> {
            try {
                addresses.succeeded(reach.addresses(host, names).stream()
                        .map(address -> new InetSocketAddress(address, port))
                        .toList());
            } catch (IOException | RuntimeException e) {
                addresses.failed(e);
            }
        });
    }

    /**
     * Sends a request.
     *
     * @param reach what may be asked
     * @param as says what is asked: method, headers, body
     * @param maxOctets the largest that the body of the answer may be
     * @param timeout the longest that a request and its answer may take, all of them
     * @throws OutgoingException if the address may not be asked, or does not answer in time; the status is the caller's to judge
     * @throws InterruptedException if the thread is interrupted; the request is given up
     */
    Answer send(Reach reach, URI address, Consumer<Request> as, int maxOctets, Duration timeout)
            throws OutgoingException, InterruptedException {
        reach.require(address);
        Request request =
                client.newRequest(address).tag(reach).idleTimeout(timeout.toMillis() + 1, TimeUnit.MILLISECONDS);
        as.accept(request);
        CappedAnswer listener = new CappedAnswer(maxOctets);
        request.send(listener);
        CompletableFuture<Answer> answer = listener.answer();
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new OutgoingException(address, "no whole answer within %d s".formatted(timeout.toSeconds()), e);
        } catch (ExecutionException e) {
            throw new OutgoingException(address, reason(e.getCause()), e.getCause());
        } finally {
            if (!answer.isDone()) {
                request.abort(new IOException("given up"));
            }
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getMessage() == null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? "no connection" : cause.getMessage();
    }

    /** Ends; what is under way is given up. */
    @Override
    public void close() {
        LifeCycle.stop(client);
    }
}
