package amagumo.server.forecast.file;

import java.io.IOException;
import java.nio.file.Path;

/** A file that should hold a forecast and does not, or not the one that its name says; the message names it. */
public final class DamagedForecastException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedForecastException(Path file, String reason) {
        super("%s: %s".formatted(file, reason));
    }

    DamagedForecastException(Path file, Throwable cause) {
        super("%s: %s".formatted(file, cause.getMessage()), cause);
    }
}
