package amagumo.server.source;

import amagumo.ingest.software.Software;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches documents of other services by HTTP: from hosts that may be asked only, none larger than is expected, each within
 * a time that counts from the first octet sent to the last one received, so that a server that drips does not hold it up.
 * Redirects are not followed. For several threads at once.
 */
public final class HttpFetcher {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** The longest that an answer may take, all of it. */
    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Who asks, as every request says. */
    static final String USER_AGENT = "amagumo/" + Software.VERSION;

    private final Reach reach;
    private final Duration timeout;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * @param reach what may be asked
     * @param timeout the longest that an answer may take, all of it
     */
    public HttpFetcher(Reach reach, Duration timeout) {
        this.reach = reach;
        this.timeout = timeout;
    }

    /**
     * Fetches a document.
     *
     * @param tag entity tag of the one that is there already, which is not sent again
     * @param maxOctets the largest that it may be
     * @throws FetchException if the address may not be asked, or is not answered with status 200, 304 or 404 in time
     * @throws InterruptedException if the thread is interrupted; the request is given up
     */
    public Fetched fetch(URI address, Optional<String> tag, int maxOctets) throws FetchException, InterruptedException {
        reach.require(address);
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("User-Agent", USER_AGENT);
        tag.ifPresent(known -> request.header("If-None-Match", known));
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request.build(), head -> new CappedBody(maxOctets));
        try {
            return of(address, answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS), tag.isPresent());
        } catch (TimeoutException e) {
            throw new FetchException(address, "no whole answer within %d s".formatted(timeout.toSeconds()), e);
        } catch (ExecutionException e) {
            throw new FetchException(address, reason(e.getCause()), e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private static Fetched of(URI address, HttpResponse<byte[]> answer, boolean conditional) throws FetchException {
        int status = answer.statusCode();
        if (status == 200) {
            return new Fetched.Document(answer.body(), answer.headers().firstValue("ETag"));
        }
        if (status == 304 && conditional) {
            return new Fetched.NotModified();
        }
        if (status == 404) {
            return new Fetched.Absent();
        }
        Optional<String> location = answer.headers().firstValue("Location");
        throw new FetchException(
                address,
                status / 100 == 3 && location.isPresent()
                        ? "redirected to %s, which is not followed".formatted(location.get())
                        : "answered with status %d".formatted(status));
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getMessage() == null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? "no connection" : cause.getMessage();
    }
}
