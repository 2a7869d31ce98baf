package amagumo.server.outgoing;

import amagumo.ingest.software.Software;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One request and its answer: from hosts that may be asked only, no answer larger than is expected, each within a time that
 * counts from the first octet sent to the last one received, so that a server that drips does not hold it up. Redirects
 * are not followed. For several threads at once.
 */
final class BoundedHttp {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** Who asks, as every request says. */
    private static final String USER_AGENT = "amagumo/" + Software.VERSION;

    private final Reach reach;
    private final Duration timeout;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * @param reach what may be asked
     * @param timeout the longest that a request and its answer may take, all of them
     */
    BoundedHttp(Reach reach, Duration timeout) {
        this.reach = reach;
        this.timeout = timeout;
    }

    /**
     * Sends a request.
     *
     * @param maxOctets the largest that the answer may be
     * @throws OutgoingException if the address may not be asked, or does not answer in time; the status is the caller's to judge
     * @throws InterruptedException if the thread is interrupted; the request is given up
     */
    HttpResponse<byte[]> send(URI address, HttpRequest.Builder request, int maxOctets)
            throws OutgoingException, InterruptedException {
        reach.require(address);
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                request.uri(address).header("User-Agent", USER_AGENT).build(), head -> new CappedBody(maxOctets));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new OutgoingException(address, "no whole answer within %d s".formatted(timeout.toSeconds()), e);
        } catch (ExecutionException e) {
            throw new OutgoingException(address, reason(e.getCause()), e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    /** What is wrong with an answer of a status that was not hoped for. */
    static OutgoingException refusal(URI address, HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        Optional<String> location = answer.headers().firstValue("Location");
        return new OutgoingException(
                address,
                status / 100 == 3 && location.isPresent()
                        ? "redirected to %s, which is not followed".formatted(location.get())
                        : "answered with status %d".formatted(status),
                answer.headers().firstValue("Retry-After").flatMap(said -> RetryAfter.of(said, Clock.systemUTC())));
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getMessage() == null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? "no connection" : cause.getMessage();
    }
}
