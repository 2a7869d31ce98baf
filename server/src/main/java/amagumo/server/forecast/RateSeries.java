package amagumo.server.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The rain rates of a place over time. Each holds for the step that ends at its valid time, as a radar's interval does.
 *
 * @param stepMinutes how long a rate holds, at least 1
 * @param ratesMmH by valid time, mm/h, NaN where missing
 */
public record RateSeries(int stepMinutes, NavigableMap<Instant, Float> ratesMmH) {

    private static final double MILLISECONDS_OF_AN_HOUR = 3_600_000;

    public RateSeries {
        if (stepMinutes < 1) {
            throw new IllegalArgumentException("a step of %d minutes".formatted(stepMinutes));
        }
        ratesMmH = Collections.unmodifiableNavigableMap(new TreeMap<>(ratesMmH));
    }

    /**
     * How much falls between two times: the rates, integrated over time.
     *
     * @return mm, NaN if the rate is missing for any part of that time
     */
    public double amountMm(Instant from, Instant to) {
        Duration step = Duration.ofMinutes(stepMinutes);
        double amount = 0;
        Instant covered = from;
        for (var entry : ratesMmH.tailMap(from, false).entrySet()) {
            Instant begin = entry.getKey().minus(step);
            if (!begin.isBefore(to)) {
                break;
            }
            if (begin.isAfter(covered)) {
                return Double.NaN;
            }
            Instant end = entry.getKey().isBefore(to) ? entry.getKey() : to;
            amount += entry.getValue() * (Duration.between(covered, end).toMillis() / MILLISECONDS_OF_AN_HOUR);
            covered = end;
        }
        return covered.isBefore(to) ? Double.NaN : amount;
    }
}
