package amagumo.server.door.openmeteo;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/** For which quarters of an hour a client asks: between two local times, some around now, or whole days. */
sealed interface TimeQuery {

    int MOST_DAYS_BEFORE = 92;
    int MOST_DAYS_AFTER = 16;
    int DAYS_UNLESS_ASKED = 3;
    int QUARTERS_OF_A_DAY = 96;
    DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

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
        Optional<LocalDateTime> start = local(parameters, "start_minutely_15");
        Optional<LocalDateTime> end = local(parameters, "end_minutely_15");
        if (start.isPresent() != end.isPresent()) {
            throw new BadQueryException("Both 'start_minutely_15' and 'end_minutely_15' must be set in the url");
        }
        if (start.isPresent()) {
            refuseBeside("past_minutely_15", before);
            refuseBeside("forecast_minutely_15", from);
            refuseBeside("past_days", daysBefore);
            refuseBeside("forecast_days", daysFrom);
            return between(start.get(), end.get());
        }
        if (before.isPresent() || from.isPresent()) {
            return new Around(
                    QuarterHours.LENGTH, before.orElse(0), from.orElse(DAYS_UNLESS_ASKED * QUARTERS_OF_A_DAY));
        }
        return new Around(Duration.ofDays(1), daysBefore.orElse(0), daysFrom.orElse(DAYS_UNLESS_ASKED));
    }

    private static TimeQuery between(LocalDateTime start, LocalDateTime end) throws BadQueryException {
        Duration length = Duration.between(start, end);
        if (length.isNegative()) {
            throw new BadQueryException("End-date must be larger or equals than start-date");
        }
        int days = MOST_DAYS_BEFORE + MOST_DAYS_AFTER;
        if (length.toDays() >= days) {
            throw new BadQueryException(
                    "Parameter 'end_minutely_15' is out of allowed range: at most %d days after the start"
                            .formatted(days));
        }
        return new Between(start, end);
    }

    private static void refuseBeside(String name, Optional<Integer> value) throws BadQueryException {
        if (value.orElse(0) != 0) {
            throw new BadQueryException(
                    "Parameter '%s' is mutually exclusive with 'start_minutely_15' and 'end_minutely_15'"
                            .formatted(name));
        }
    }

    private static Optional<LocalDateTime> local(QueryParameters parameters, String name) throws BadQueryException {
        Optional<String> text = parameters.value(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(text.get(), LOCAL));
        } catch (DateTimeException e) {
            throw new BadQueryException("Parameter '%s' is a local time, written as 2024-03-01T09:15. Given: %s."
                    .formatted(name, QueryParameters.shown(text.get())));
        }
    }
}
