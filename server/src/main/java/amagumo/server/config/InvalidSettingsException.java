package amagumo.server.config;

import java.io.IOException;

/** A settings file says something that it may not; the message names the file, the line and the reason. */
public final class InvalidSettingsException extends IOException {

    private static final long serialVersionUID = 1L;

    InvalidSettingsException(String message) {
        super(message);
    }

    InvalidSettingsException(String message, Throwable cause) {
        super(message, cause);
    }
}
