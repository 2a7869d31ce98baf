package amagumo.server.source.tiles;

import java.io.IOException;

/** JMA's radars see nothing of the part of the map that was asked for. */
public final class UnseenAreaException extends IOException {

    private static final long serialVersionUID = 1L;

    UnseenAreaException(String message) {
        super(message);
    }
}
