package amagumo.server.outgoing;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;

/**
 * What a server answered.
 *
 * @param status of HTTP
 * @param headers of the answer
 * @param body all of it; the array is not to be changed
 */
record Answer(int status, HttpFields headers, byte[] body) {

    /** What a header says, if it is there. */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** What is wrong with this answer, whose status was not hoped for. */
    OutgoingException refusal(URI address) {
        Optional<String> location = header("Location");
        return new OutgoingException(
                address,
                status / 100 == 3 && location.isPresent()
                        ? "redirected to %s, which is not followed".formatted(location.get())
                        : "answered with status %d".formatted(status),
                header("Retry-After").flatMap(said -> RetryAfter.of(said, Clock.systemUTC())));
    }
}
