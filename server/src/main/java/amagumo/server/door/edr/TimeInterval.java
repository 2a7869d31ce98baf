package amagumo.server.door.edr;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * What {@code datetime} asks for (OGC 19-086r6, /req/core/datetime-response): a time, or an interval with both ends included,
 * either of which may be open.
 *
 * @param from the first time, if there is one
 * @param to the last time, if there is one
 */
record TimeInterval(Optional<Instant> from, Optional<Instant> to) {

    private static final TimeInterval ALL = new TimeInterval(Optional.empty(), Optional.empty());

    /** The first and the last year that RFC 3339 writes with four digits and that has frames. */
    private static final int FIRST_YEAR = 1900, LAST_YEAR = 9999;

    /**
     * Reads the parameter.
     *
     * @throws EdrException status 400 if it is neither a time nor an interval
     */
    static TimeInterval parse(Optional<String> text) throws EdrException {
        if (text.isEmpty()) {
            return ALL;
        }
        String[] ends = text.get().split("/", -1);
        if (ends.length > 2) {
            throw malformed();
        }
        if (ends.length == 1) {
            Optional<Instant> time = Optional.of(time(ends[0]));
            return new TimeInterval(time, time);
        }
        TimeInterval interval = new TimeInterval(end(ends[0]), end(ends[1]));
        if (interval.from.isPresent()
                && interval.to.isPresent()
                && interval.from.get().isAfter(interval.to.get())) {
            throw EdrException.badRequest("the interval of 'datetime' ends before it begins");
        }
        return interval;
    }

    boolean contains(Instant time) {
        return (from.isEmpty() || !time.isBefore(from.get())) && (to.isEmpty() || !time.isAfter(to.get()));
    }

    private static Optional<Instant> end(String text) throws EdrException {
        return text.equals("..") || text.isEmpty() ? Optional.empty() : Optional.of(time(text));
    }

    private static Instant time(String text) throws EdrException {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR) {
                return time.toInstant();
            }
        } catch (DateTimeException e) {
            throw malformed();
        }
        throw malformed();
    }

    private static EdrException malformed() {
        return EdrException.badRequest("'datetime' must be a time such as 2024-03-01T00:00:00Z, or two with / between,"
                + " either of which may be ..");
    }
}
