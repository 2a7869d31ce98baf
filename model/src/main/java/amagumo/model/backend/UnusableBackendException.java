package amagumo.model.backend;

import java.io.IOException;

/** ND4J cannot compute on this machine; the message is a sentence about what was found and what is needed. */
public final class UnusableBackendException extends IOException {

    private static final long serialVersionUID = 1L;

    UnusableBackendException(String message) {
        super(message);
    }
}
