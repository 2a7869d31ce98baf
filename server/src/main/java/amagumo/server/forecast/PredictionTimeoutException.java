package amagumo.server.forecast;

import java.time.Duration;

/** A forecast took longer than it may. */
public final class PredictionTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PredictionTimeoutException(Duration longest) {
        super("the forecast was not made within %d s".formatted(longest.toSeconds()));
    }
}
