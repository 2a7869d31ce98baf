package amagumo.server.point;

import amagumo.server.forecast.KeptForecast.RateAt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is to come at a place, as a sentence can say it. */
public sealed interface Outlook {

    /** What counts as rain: the lowest class of JMA's map. */
    float RAIN_MM_H = 0.1f;

    /** A pause that is shorter is none. */
    Duration SHORTEST_PAUSE = Duration.ofMinutes(10);

    /** Nobody knows: no radar sees the place. */
    record NotCovered() implements Outlook {}

    /** Nobody knows at the moment: there are no data of the place now. */
    record NoData() implements Outlook {}

    /**
     * The forecast is over.
     *
     * @param end its last time
     */
    record Over(Instant end) implements Outlook {}

    /**
     * It stays dry.
     *
     * @param until as far as is known
     */
    record Dry(Instant until) implements Outlook {}

    /**
     * It rains, or will.
     *
     * @param start when it begins, nothing if it rains now
     * @param end when it ends, nothing if it has not by the end of the forecast
     * @param known the end of the forecast
     * @param isOnAndOff whether there are pauses in between
     * @param peak when it rains most, from now on
     * @param peakMmH how much, mm/h
     */
    record Rain(
            Optional<Instant> start,
            Optional<Instant> end,
            Instant known,
            boolean isOnAndOff,
            Instant peak,
            float peakMmH)
            implements Outlook {}

    /**
     * The outlook at a moment.
     *
     * @param coverage of the place
     * @param rates in order of time, observed ones first; what is missing is NaN, and what follows that is not looked at
     */
    static Outlook of(Coverage coverage, List<RateAt> rates, Instant now) {
        if (coverage == Coverage.NO_COVERAGE) {
            return new NotCovered();
        }
        if (coverage == Coverage.TEMPORARILY_UNAVAILABLE) {
            return new NoData();
        }
        RateAt last = rates.get(rates.size() - 1);
        if (!last.validTime().isAfter(now)) {
            return new Over(last.validTime());
        }
        List<RateAt> toCome = toCome(rates, now);
        return toCome.isEmpty() ? new NoData() : of(toCome, now);
    }

    /** What is newest at a moment, if there is something, and what is known of the time after it. */
    private static List<RateAt> toCome(List<RateAt> rates, Instant now) {
        List<RateAt> toCome = new ArrayList<>();
        for (RateAt rate : rates) {
            if (!rate.validTime().isAfter(now)) {
                toCome.clear();
            } else if (Float.isNaN(rate.rateMmH())) {
                break;
            }
            if (!Float.isNaN(rate.rateMmH())) {
                toCome.add(rate);
            }
        }
        return toCome;
    }

    private static Outlook of(List<RateAt> toCome, Instant now) {
        Instant known = toCome.get(toCome.size() - 1).validTime();
        List<RateAt> wet = toCome.stream().filter(Outlook::isRain).toList();
        if (wet.isEmpty()) {
            return new Dry(known);
        }
        RateAt first = wet.get(0);
        Instant lastWet = wet.get(wet.size() - 1).validTime();
        RateAt peak = wet.stream()
                .max(Comparator.comparing(RateAt::rateMmH).thenComparing(RateAt::validTime, Comparator.reverseOrder()))
                .orElseThrow();
        return new Rain(
                first.validTime().isAfter(now) ? Optional.of(first.validTime()) : Optional.empty(),
                toCome.stream()
                        .map(RateAt::validTime)
                        .filter(time -> time.isAfter(lastWet))
                        .findFirst(),
                known,
                hasPauses(toCome, first.validTime(), lastWet),
                peak.validTime(),
                peak.rateMmH());
    }

    /** A pause begins with the first dry time and ends with the next wet one. */
    private static boolean hasPauses(List<RateAt> toCome, Instant from, Instant to) {
        Optional<Instant> dry = Optional.empty();
        for (RateAt rate : toCome) {
            boolean between =
                    rate.validTime().isAfter(from) && !rate.validTime().isAfter(to);
            if (between && !isRain(rate)) {
                dry = dry.or(() -> Optional.of(rate.validTime()));
            } else if (between && dry.isPresent()) {
                if (Duration.between(dry.get(), rate.validTime()).compareTo(SHORTEST_PAUSE) >= 0) {
                    return true;
                }
                dry = Optional.empty();
            }
        }
        return false;
    }

    private static boolean isRain(RateAt rate) {
        return rate.rateMmH() >= RAIN_MM_H;
    }
}
