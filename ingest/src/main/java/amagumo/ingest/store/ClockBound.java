package amagumo.ingest.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How far the valid time of a frame may be ahead of the clock. No radar observes the future: such a frame comes from a
 * wrong clock or a wrong zone, here or there, and would be the newest of its store until its time is over.
 *
 * @param clock that is asked
 * @param maxAhead at least 0
 */
public record ClockBound(Clock clock, Duration maxAhead) {

    /** More than clocks that are kept right differ by, less than a mistake by a time zone. */
    public static final Duration DEFAULT_MAX_AHEAD = Duration.ofMinutes(10);

    public ClockBound {
        if (maxAhead.isNegative()) {
            throw new IllegalArgumentException("a frame may not be %s ahead of the clock".formatted(maxAhead));
        }
    }

    /** By this machine's clock and the default bound. */
    public static ClockBound ofThisMachine() {
        return new ClockBound(Clock.systemUTC(), DEFAULT_MAX_AHEAD);
    }

    /** Why a frame of a time is not to be stored now, empty if it may be. */
    Optional<String> refusal(Instant validTime) {
        Instant now = clock.instant();
        return validTime.isAfter(now.plus(maxAhead))
                ? Optional.of("its time %s is more than %d minutes ahead of this machine's clock, which shows %s"
                        .formatted(validTime, maxAhead.toMinutes(), now.truncatedTo(ChronoUnit.SECONDS)))
                : Optional.empty();
    }
}
