package amagumo.server.source;

import java.io.IOException;
import java.net.URI;

/** Something could not be fetched; the message names the address and the reason. */
public final class FetchException extends IOException {

    private static final long serialVersionUID = 1L;

    public FetchException(URI address, String reason) {
        super("%s: %s".formatted(address, reason));
    }

    FetchException(URI address, String reason, Throwable cause) {
        super("%s: %s".formatted(address, reason), cause);
    }
}
