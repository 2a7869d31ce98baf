package amagumo.server.subscription;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * A part of each day in which nobody wants to be told of anything.
 *
 * @param from when it begins
 * @param until when it ends, which may be on the next day; not the same as {@code from}
 * @param zone whose days these are
 */
public record QuietHours(LocalTime from, LocalTime until, ZoneId zone) {

    public QuietHours {
        if (from.equals(until)) {
            throw new IllegalArgumentException("quiet hours from %s until %s".formatted(from, until));
        }
    }

    /** Whether a moment is in it; its end is not. */
    public boolean contains(Instant moment) {
        LocalTime time = moment.atZone(zone).toLocalTime();
        return from.isBefore(until)
                ? !time.isBefore(from) && time.isBefore(until)
                : !time.isBefore(from) || time.isBefore(until);
    }

    /** When it ends that a moment is in. */
    public Instant endAfter(Instant moment) {
        ZonedDateTime local = moment.atZone(zone);
        ZonedDateTime end = local.with(until);
        return (end.isAfter(local) ? end : local.plusDays(1).with(until)).toInstant();
    }
}
