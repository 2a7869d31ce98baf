package amagumo.server.door.openmeteo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Quarters of an hour in a row, each called by its end: an amount of a time is what fell in the quarter before it.
 *
 * @param first the earliest
 * @param count how many
 */
record QuarterHours(Instant first, int count) {

    static final Duration LENGTH = Duration.ofMinutes(15);

    QuarterHours {
        if (count < 0) {
            throw new IllegalArgumentException("%d quarters of an hour".formatted(count));
        }
    }

    /** The quarter of an hour, a day or such that a time lies in: its begin, counted from midnight of a zone. */
    static Instant floor(Instant time, Duration length, int offsetSeconds) {
        long seconds = length.toSeconds();
        return Instant.ofEpochSecond(
                Math.floorDiv(time.getEpochSecond() + offsetSeconds, seconds) * seconds - offsetSeconds);
    }

    List<Instant> times() {
        return IntStream.range(0, count)
                .mapToObj(i -> first.plus(LENGTH.multipliedBy(i)))
                .toList();
    }

    /** The first time that is not one of them any more. */
    Instant end() {
        return first.plus(LENGTH.multipliedBy(count));
    }
}
