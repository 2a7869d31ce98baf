package amagumo.server.config;

import java.time.Duration;

/**
 * When the server is of use.
 *
 * @param frameAge how old the newest frame may be, and how far the newest forecast behind it
 * @param ahead how far the newest frame may be ahead of the clock
 */
public record ReadinessSettings(Duration frameAge, Duration ahead) {

    private static final Duration MONTH = Duration.ofDays(31);

    static ReadinessSettings of(Section ready) {
        return new ReadinessSettings(
                ready.duration("frame-age", Duration.ofMinutes(1), MONTH),
                ready.duration("ahead", Duration.ZERO, MONTH));
    }
}
