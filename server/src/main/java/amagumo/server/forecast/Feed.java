package amagumo.server.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What arrives in a store, as seen from a moment.
 *
 * @param newestFrame valid time of the newest frame, empty if there is none
 * @param now the moment
 */
public record Feed(Optional<Instant> newestFrame, Instant now) {

    /**
     * How far the newest frame is ahead of the clock, zero if it is not. As no radar observes the future, one clock is
     * wrong, that of the frames or that of this machine.
     */
    public Duration ahead() {
        return newestFrame
                .filter(newest -> newest.isAfter(now))
                .map(newest -> Duration.between(now, newest))
                .orElse(Duration.ZERO);
    }
}
