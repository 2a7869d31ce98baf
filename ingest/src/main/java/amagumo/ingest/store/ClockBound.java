package amagumo.ingest.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How far the valid time of a frame may be ahead of the clock. No radar observes the future: such a frame comes from a
 * wrong clock or a wrong time zone, here or at its source, and would be the newest of its store until its time has
 * passed.
 *
 * @param clock the clock that is asked
 * @param maxAhead how far ahead a frame may be, at least 0
 */
public record ClockBound(Clock clock, Duration maxAhead) {

    /** More than synchronised clocks differ by, less than a wrong time zone makes. */
    public static final Duration DEFAULT_MAX_AHEAD = Duration.ofMinutes(10);

    public ClockBound {
        if (maxAhead.isNegative()) {
            throw new IllegalArgumentException("a frame may not be %s ahead of the clock".formatted(maxAhead));
        }
    }

    /** The default bound by this machine's clock. */
    public static ClockBound ofThisMachine() {
        return new ClockBound(Clock.systemUTC(), DEFAULT_MAX_AHEAD);
    }

    /** Why a frame at a time is refused now, empty if it may be stored. */
    Optional<String> refusal(Instant validTime) {
        Instant now = clock.instant();
        return validTime.isAfter(now.plus(maxAhead))
                ? Optional.of("its time %s is more than %d minutes ahead of this machine's clock, which shows %s"
                        .formatted(validTime, maxAhead.toMinutes(), now.truncatedTo(ChronoUnit.SECONDS)))
                : Optional.empty();
    }
}
