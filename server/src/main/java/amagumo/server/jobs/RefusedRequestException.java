package amagumo.server.jobs;

import java.io.IOException;

/** A job cannot do as it is now what was asked of it; the message says why. Nothing was changed. */
public final class RefusedRequestException extends IOException {

    private static final long serialVersionUID = 1L;

    RefusedRequestException(String message) {
        super(message);
    }
}
