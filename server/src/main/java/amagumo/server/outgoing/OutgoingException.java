package amagumo.server.outgoing;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A request to another machine was not made or not answered as it should be; the message names the address and the reason. */
public final class OutgoingException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Serialised, as exceptions may be; an {@link Optional} may not. */
    private final Duration pause;

    private final String reason;

    public OutgoingException(URI address, String reason) {
        this(address, reason, Optional.empty(), null);
    }

    OutgoingException(URI address, String reason, Throwable cause) {
        this(address, reason, Optional.empty(), cause);
    }

    OutgoingException(URI address, String reason, Optional<Duration> retryAfter) {
        this(address, reason, retryAfter, null);
    }

    private OutgoingException(URI address, String reason, Optional<Duration> retryAfter, Throwable cause) {
        super("%s: %s".formatted(shown(address), reason), cause);
        this.reason = reason;
        pause = retryAfter.orElse(Duration.ZERO);
    }

    /** Without a query, which may hold a key; messages go to logs and to whoever asks how the server is. */
    private static String shown(URI address) {
        String text = address.toString();
        return address.getRawQuery() == null ? text : text.substring(0, text.indexOf('?')) + "?...";
    }

    /** The reason alone, for where the address itself is a secret. */
    public String reason() {
        return reason;
    }

    /** How long the other side asks to be left alone ({@code Retry-After}); zero if it does not say. */
    public Duration retryAfter() {
        return pause;
    }
}
