package amagumo.server.registry;

import java.io.IOException;

/** Aliases cannot be moved so; the message says why. Nothing was moved. */
public final class RefusedMoveException extends IOException {

    private static final long serialVersionUID = 1L;

    RefusedMoveException(String reason) {
        super(reason);
    }
}
