package amagumo.server.door.openmeteo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** For which quarters of an hour a client asks: between two local times or days, some around now, or whole days. */
sealed interface TimeQuery {

    int MOST_DAYS_BEFORE = 92;
    int MOST_DAYS_AFTER = 16;
    int DAYS_UNLESS_ASKED = 3;
    int QUARTERS_OF_A_DAY = 96;

    /** The quarters of an hour, as seen from a moment in a zone. */
    QuarterHours at(Instant now, int offsetSeconds);

    /** Between two local times, both included. */
    record Between(LocalDateTime start, LocalDateTime end) implements TimeQuery {
        @Override
        public QuarterHours at(Instant now, int offsetSeconds) {
            Instant first = floor(start, offsetSeconds);
            long count = 1 + Duration.between(first, floor(end, offsetSeconds)).dividedBy(QuarterHours.LENGTH);
            return new QuarterHours(first, Math.toIntExact(count));
        }

        private static Instant floor(LocalDateTime local, int offsetSeconds) {
            Instant time = local.toInstant(ZoneOffset.UTC).minusSeconds(offsetSeconds);
            return QuarterHours.floor(time, QuarterHours.LENGTH, offsetSeconds);
        }
    }

    /** The present step, some before it and some from it on; of quarters or of whole days. */
    record Around(Duration step, int before, int from) implements TimeQuery {
        @Override
        public QuarterHours at(Instant now, int offsetSeconds) {
            Instant first = QuarterHours.floor(now, step, offsetSeconds).minus(step.multipliedBy(before));
            long quarters = step.dividedBy(QuarterHours.LENGTH) * (before + from);
            return new QuarterHours(first, Math.toIntExact(quarters));
        }
    }

    static TimeQuery of(QueryParameters parameters) throws BadQueryException {
        Optional<Integer> before = parameters.whole("past_minutely_15", MOST_DAYS_BEFORE * QUARTERS_OF_A_DAY);
        Optional<Integer> from = parameters.whole("forecast_minutely_15", MOST_DAYS_AFTER * QUARTERS_OF_A_DAY);
        Optional<Integer> daysBefore = parameters.whole("past_days", MOST_DAYS_BEFORE);
        Optional<Integer> daysFrom = parameters.whole("forecast_days", MOST_DAYS_AFTER);
        Optional<Between> range = Range.finest(parameters);
        if (range.isPresent()) {
            refuseBesideRange("past_days", daysBefore);
            refuseBesideRange("forecast_days", daysFrom);
            refuseBesideRange("past_minutely_15", before);
            refuseBesideRange("forecast_minutely_15", from);
            return range.get();
        }
        if (before.isPresent() || from.isPresent()) {
            return new Around(
                    QuarterHours.LENGTH, before.orElse(0), from.orElse(DAYS_UNLESS_ASKED * QUARTERS_OF_A_DAY));
        }
        return new Around(Duration.ofDays(1), daysBefore.orElse(0), daysFrom.orElse(DAYS_UNLESS_ASKED));
    }

    /** Open-Meteo's own words, whichever pair of parameters says the range. */
    private static void refuseBesideRange(String name, Optional<Integer> value) throws BadQueryException {
        if (value.orElse(0) != 0) {
            throw new BadQueryException(
                    "Parameter '%s' is mutually exclusive with 'start_date' and 'end_date'".formatted(name));
        }
    }
}
