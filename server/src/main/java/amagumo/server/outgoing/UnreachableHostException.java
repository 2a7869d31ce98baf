package amagumo.server.outgoing;

import java.io.IOException;

/** A host has no address that may be asked; the message says why. */
final class UnreachableHostException extends IOException {

    private static final long serialVersionUID = 1L;

    UnreachableHostException(String reason) {
        super(reason);
    }
}
