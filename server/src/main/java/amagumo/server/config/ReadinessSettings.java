package amagumo.server.config;

import java.time.Duration;

/**
 * When the server is of use.
 *
 * @param frameAge how old the newest frame may be
 * @param ahead how far the newest frame may be ahead of the clock
 * @param freeOctets how much of the disk must be free
 */
public record ReadinessSettings(Duration frameAge, Duration ahead, long freeOctets) {

    private static final Duration MONTH = Duration.ofDays(31);
    private static final long PIB = 1L << 50;

    static ReadinessSettings of(Section ready) {
        return new ReadinessSettings(
                ready.duration("frame-age", Duration.ofMinutes(1), MONTH),
                ready.duration("ahead", Duration.ZERO, MONTH),
                ready.octets("free-disk", 0, PIB));
    }
}
