package amagumo.server.outgoing;

import java.net.URI;
import java.time.Duration;

/** Fetches documents of other services by HTTP, each bounded in size and in time. For several threads at once. */
public final class HttpFetcher {

    /** The longest that an answer of a few KB may take, all of it. */
    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Outgoing outgoing;
    private final Reach reach;
    private final Duration timeout;

    /**
     * @param outgoing what sends
     * @param reach what may be asked
     * @param timeout the longest that an answer may take, all of it
     */
    public HttpFetcher(Outgoing outgoing, Reach reach, Duration timeout) {
        this.outgoing = outgoing;
        this.reach = reach;
        this.timeout = timeout;
    }

    /**
     * Fetches a document.
     *
     * @param known validators of the one that is there already, which is not sent again
     * @param maxOctets the largest that it may be
     * @throws OutgoingException if the address may not be asked, or is not answered with status 200, 304 or 404 in time
     * @throws InterruptedException if the thread is interrupted; the request is given up
     */
    public Fetched fetch(URI address, Validators known, int maxOctets) throws OutgoingException, InterruptedException {
        Answer answer = outgoing.send(reach, address, request -> request.headers(known::addTo), maxOctets, timeout);
        int status = answer.status();
        if (status == 200) {
            return new Fetched.Document(answer.body(), Validators.of(answer));
        }
        if (status == 304 && !known.isEmpty()) {
            return new Fetched.NotModified();
        }
        if (status == 404) {
            return new Fetched.Absent();
        }
        throw answer.refusal(address);
    }
}
