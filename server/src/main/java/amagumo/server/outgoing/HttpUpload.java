package amagumo.server.outgoing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jetty.client.PathRequestContent;
import org.eclipse.jetty.http.HttpMethod;

/** Sends files to other services by HTTP, each bounded in time. For several threads at once. */
public final class HttpUpload {

    /** An answer says that it has the file, or in a few lines of XML or JSON why not. */
    private static final int MAX_ANSWER_OCTETS = 64 << 10;

    private final Outgoing outgoing;
    private final Reach reach;
    private final Duration timeout;

    /**
     * @param outgoing what sends
     * @param reach where may be sent to
     * @param timeout the longest that a file may take
     */
    public HttpUpload(Outgoing outgoing, Reach reach, Duration timeout) {
        this.outgoing = outgoing;
        this.reach = reach;
        this.timeout = timeout;
    }

    /**
     * Puts a file at an address ({@code PUT}), in the place of one that is there.
     *
     * @param headers of the request
     * @throws OutgoingException if the address may not be sent to, or does not answer with status 200, 201 or 204 in time
     * @throws IOException if the file cannot be read
     * @throws InterruptedException if the thread is interrupted; the request is given up
     */
    public void put(URI address, Map<String, String> headers, Path file) throws IOException, InterruptedException {
        PathRequestContent content = new PathRequestContent(file);
        Answer answer = outgoing.send(
                reach,
                address,
                request -> request.method(HttpMethod.PUT)
                        .headers(fields -> headers.forEach(fields::put))
                        .body(content),
                MAX_ANSWER_OCTETS,
                timeout);
        int status = answer.status();
        if (status != 200 && status != 201 && status != 204) {
            throw answer.refusal(address);
        }
    }
}
