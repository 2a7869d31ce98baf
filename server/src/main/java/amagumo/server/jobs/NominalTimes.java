package amagumo.server.jobs;

import java.time.Duration;
import java.time.Instant;

/**
 * Equally spaced times, UTC: those of each day at 18:30, or of each fifth minute.
 *
 * @param period between two of them, at least one second, whole milliseconds
 * @param offset of one of them after 1970-01-01T00:00Z, from 0 to less than the period
 */
public record NominalTimes(Duration period, Duration offset) {

    public NominalTimes {
        if (period.compareTo(Duration.ofSeconds(1)) < 0
                || offset.isNegative()
                || offset.compareTo(period) >= 0
                || !isWholeMillis(period)
                || !isWholeMillis(offset)) {
            throw new IllegalArgumentException("times each %s with an offset of %s".formatted(period, offset));
        }
    }

    private static boolean isWholeMillis(Duration duration) {
        return duration.toNanosPart() % 1_000_000 == 0;
    }

    /** The first of these times that is later than a moment. */
    public Instant after(Instant moment) {
        return latest(moment).plus(period);
    }

    /** The last of these times that is not later than a moment. */
    public Instant latest(Instant moment) {
        long since = moment.minus(offset).toEpochMilli();
        return Instant.ofEpochMilli(Math.floorDiv(since, period.toMillis()) * period.toMillis())
                .plus(offset);
    }

    /** Whether a moment is one of these times. */
    public boolean contains(Instant moment) {
        return latest(moment).equals(moment);
    }

    /** How many of these times are later than one moment and not later than another, at least 0. */
    public long between(Instant exclusive, Instant inclusive) {
        return Math.max(
                0, Duration.between(latest(exclusive), latest(inclusive)).dividedBy(period));
    }
}
