package amagumo.server.outgoing;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.http.HttpMethod;

/** Posts small JSON documents to hosts that may be posted to, each bounded in time. For several threads at once. */
public final class HttpPost {

    private static final int MAX_ANSWER_OCTETS = 64 << 10;
    private static final String JSON = "application/json";

    private final Outgoing outgoing;
    private final Reach reach;
    private final Duration timeout;

    /**
     * @param outgoing what sends
     * @param hosts that may be posted to
     * @param privateAddresses whether addresses of this machine and of private networks may be posted to
     * @param timeout the longest that a document may take
     */
    public HttpPost(Outgoing outgoing, Set<String> hosts, boolean privateAddresses, Duration timeout) {
        this.outgoing = outgoing;
        this.reach = new Reach(hosts, privateAddresses);
        this.timeout = timeout;
    }

    /**
     * Posts a document.
     *
     * @param headers of the request
     * @return the status of the answer
     * @throws OutgoingException if the address may not be posted to, or does not answer in time
     * @throws InterruptedException if the thread is interrupted; the request is given up
     */
    public int send(URI address, Map<String, String> headers, String document)
            throws OutgoingException, InterruptedException {
        return outgoing.send(
                        reach,
                        address,
                        request -> request.method(HttpMethod.POST)
                                .headers(fields -> headers.forEach(fields::put))
                                .body(new StringRequestContent(JSON, document, StandardCharsets.UTF_8)),
                        MAX_ANSWER_OCTETS,
                        timeout)
                .status();
    }
}
