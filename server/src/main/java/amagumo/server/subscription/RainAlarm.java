package amagumo.server.subscription;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether somebody is to be told: once when rain comes into reach, and again only after it was dry for half an hour. A time
 * without data is neither rain nor dry; it counts for nothing. Who is not told because it is quiet is told when that ends,
 * if the rain is still in reach.
 *
 * @param seen the base time that was looked at last
 * @param isRaised whether rain came into reach and it has not been dry for long enough since
 * @param isTold whether that was told
 * @param dry for how long it has been dry, as far as there are data
 * @param lastDry the base time that was looked at last, if it was dry
 */
public record RainAlarm(Instant seen, boolean isRaised, boolean isTold, Duration dry, Optional<Instant> lastDry) {

    /** Nothing was looked at. */
    public static final RainAlarm NEW = new RainAlarm(Instant.EPOCH, false, false, Duration.ZERO, Optional.empty());

    /** It must be dry for so long. */
    static final Duration LONG_ENOUGH = Duration.ofMinutes(30);

    /** Between two dry times that lie further apart nobody knows whether it was dry. */
    static final Duration LONGEST_STEP = Duration.ofMinutes(15);

    /** What a forecast says of a place. */
    public enum Look {
        /** The threshold is reached now or within the time that is asked for. */
        RAIN,
        /** It is not. */
        DRY,
        /** There are no data, now or of that time, or no radar sees the place. */
        UNKNOWN
    }

    /**
     * The state after another look; the same if it is not later than the last one.
     *
     * @param baseTime of the forecast
     * @param isQuiet whether nothing may be told now
     */
    public RainAlarm after(Instant baseTime, Look look, boolean isQuiet) {
        if (!baseTime.isAfter(seen)) {
            return this;
        }
        return switch (look) {
            case RAIN -> new RainAlarm(baseTime, true, isTold || !isQuiet, Duration.ZERO, Optional.empty());
            case DRY -> afterDry(baseTime);
            case UNKNOWN -> new RainAlarm(baseTime, isRaised, isTold, dry, Optional.empty());
        };
    }

    private RainAlarm afterDry(Instant baseTime) {
        Duration longer = lastDry.map(last -> Duration.between(last, baseTime))
                .filter(step -> step.compareTo(LONGEST_STEP) <= 0)
                .map(dry::plus)
                .orElse(dry);
        boolean isOver = longer.compareTo(LONG_ENOUGH) >= 0;
        return new RainAlarm(baseTime, isRaised && !isOver, isTold && !isOver, longer, Optional.of(baseTime));
    }

    /** Whether this state, which came after another, is to be told of. */
    public boolean isNewsAfter(RainAlarm before) {
        return isTold && !before.isTold;
    }
}
