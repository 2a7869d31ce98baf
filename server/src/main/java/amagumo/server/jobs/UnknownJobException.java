package amagumo.server.jobs;

import java.io.IOException;

/** There is no such job, no such attempt, or an attempt has no log; the message says what there is. */
public final class UnknownJobException extends IOException {

    private static final long serialVersionUID = 1L;

    UnknownJobException(String message) {
        super(message);
    }
}
