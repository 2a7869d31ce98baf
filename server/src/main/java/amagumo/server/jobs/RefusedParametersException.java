package amagumo.server.jobs;

import java.io.IOException;

/** A run was to be given what its job does not take; the message says what it takes. Nothing was changed. */
public final class RefusedParametersException extends IOException {

    private static final long serialVersionUID = 1L;

    RefusedParametersException(String message) {
        super(message);
    }
}
