package amagumo.server.door.openmeteo;

import amagumo.server.door.openmeteo.TimeQuery.Between;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/**
 * Pairs of parameters that say from when until when, in local time, both included: {@code start_date} and {@code end_date}, and
 * the like of hours and of quarters of an hour. Where several pairs are given, the finest holds for quarters, as Open-Meteo has it.
 */
enum Range {
    /** Whole days. */
    DAYS("date", Duration.ofDays(1)),
    /** Whole hours. */
    HOURS("hour", Duration.ofHours(1)),
    /** Quarters of an hour. */
    QUARTERS("minutely_15", QuarterHours.LENGTH);

    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private final String startName;
    private final String endName;
    private final Duration step;

    Range(String name, Duration step) {
        this.startName = "start_" + name;
        this.endName = "end_" + name;
        this.step = step;
    }

    /** The quarters of an hour that are asked for so; nothing if no pair is given. */
    static Optional<Between> finest(QueryParameters parameters) throws BadQueryException {
        Optional<Between> finest = Optional.empty();
        for (Range range : values()) {
            Optional<Between> given = range.of(parameters);
            finest = given.isPresent() ? given : finest;
        }
        return finest;
    }

    private Optional<Between> of(QueryParameters parameters) throws BadQueryException {
        Optional<LocalDateTime> start = local(parameters, startName);
        Optional<LocalDateTime> end = local(parameters, endName);
        if (start.isPresent() != end.isPresent()) {
            throw new BadQueryException("Both '%s' and '%s' must be set in the url".formatted(startName, endName));
        }
        return start.isEmpty() ? Optional.empty() : Optional.of(between(start.get(), end.get()));
    }

    /**
     * @param end where the last day, hour or quarter begins
     */
    private Between between(LocalDateTime start, LocalDateTime end) throws BadQueryException {
        if (end.isBefore(start)) {
            throw new BadQueryException("End-date must be larger or equals than start-date");
        }
        LocalDateTime last = end.plus(step).minus(QuarterHours.LENGTH);
        int days = TimeQuery.MOST_DAYS_BEFORE + TimeQuery.MOST_DAYS_AFTER;
        if (Duration.between(start, last).toDays() >= days) {
            throw new BadQueryException(
                    "Parameter '%s' is out of allowed range: at most %d days after the start".formatted(endName, days));
        }
        return new Between(start, last);
    }

    private Optional<LocalDateTime> local(QueryParameters parameters, String name) throws BadQueryException {
        Optional<String> text = parameters.value(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    this == DAYS
                            ? LocalDate.parse(text.get(), DateTimeFormatter.ISO_LOCAL_DATE)
                                    .atStartOfDay()
                            : LocalDateTime.parse(text.get(), LOCAL));
        } catch (DateTimeException e) {
            throw new BadQueryException(
                    this == DAYS
                            ? "Invalid date format. Make sure to use 'YYYY-MM-DD'"
                            : "Parameter '%s' is a local time, written as 2024-03-01T09:15. Given: %s."
                                    .formatted(name, QueryParameters.shown(text.get())));
        }
    }
}
