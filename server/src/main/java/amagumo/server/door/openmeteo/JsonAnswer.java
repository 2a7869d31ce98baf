package amagumo.server.door.openmeteo;

import amagumo.server.door.openmeteo.PlaceAnswer.Amounts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Answers as JSON: an object for one place, an array of such for several. */
final class JsonAnswer {

    static final String MEDIA_TYPE = "application/json;charset=utf-8";

    private static final DateTimeFormatter LOCAL_MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);

    private final boolean unixTime;
    private final double milliseconds;

    private JsonAnswer(boolean unixTime, double milliseconds) {
        this.unixTime = unixTime;
        this.milliseconds = milliseconds;
    }

    /**
     * The answers as Jackson writes them.
     *
     * @param milliseconds that making them took
     */
    static Object of(List<PlaceAnswer> answers, boolean unixTime, double milliseconds) {
        JsonAnswer json = new JsonAnswer(unixTime, milliseconds);
        List<Map<String, Object>> objects = answers.stream().map(json::object).toList();
        return objects.size() == 1 ? objects.get(0) : objects;
    }

    private Map<String, Object> object(PlaceAnswer answer) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("latitude", answer.latitude());
        object.put("longitude", answer.longitude());
        object.put("generationtime_ms", milliseconds);
        object.put("utc_offset_seconds", answer.zone().offsetSeconds());
        object.put("timezone", answer.zone().identifier());
        object.put("timezone_abbreviation", answer.zone().abbreviation());
        if (answer.number() > 0) {
            object.put("location_id", answer.number());
        }
        if (!answer.current().isEmpty()) {
            object.put("current_units", units(answer.current(), Map.of("interval", "seconds")));
            Map<String, Object> current = new LinkedHashMap<>();
            current.put("time", time(answer.currentTime(), answer.zone()));
            current.put("interval", QuarterHours.LENGTH.toSeconds());
            answer.current()
                    .forEach(amounts -> current.put(
                            amounts.variable().name(), amounts.unit().written(amounts.values()[0])));
            object.put("current", current);
        }
        if (!answer.quarterHourly().isEmpty()) {
            object.put("minutely_15_units", units(answer.quarterHourly(), Map.of()));
            Map<String, Object> quarterHourly = new LinkedHashMap<>();
            quarterHourly.put(
                    "time",
                    answer.times().times().stream()
                            .map(time -> time(time, answer.zone()))
                            .toList());
            answer.quarterHourly()
                    .forEach(amounts -> quarterHourly.put(amounts.variable().name(), written(amounts)));
            object.put("minutely_15", quarterHourly);
        }
        return object;
    }

    private Map<String, String> units(List<Amounts> all, Map<String, String> more) {
        Map<String, String> units = new LinkedHashMap<>();
        units.put("time", unixTime ? "unixtime" : "iso8601");
        units.putAll(more);
        all.forEach(
                amounts -> units.put(amounts.variable().name(), amounts.unit().symbol()));
        return units;
    }

    /** Seconds since 1970 are those of UTC, whatever the zone. */
    private Object time(Instant time, Zone zone) {
        return unixTime
                ? (Object) time.getEpochSecond()
                : LOCAL_MINUTE.format(time.atOffset(ZoneOffset.ofTotalSeconds(zone.offsetSeconds())));
    }

    private static List<BigDecimal> written(Amounts amounts) {
        List<BigDecimal> written = new ArrayList<>(); // which may hold null, unlike List.of
        for (float value : amounts.values()) {
            written.add(amounts.unit().written(value));
        }
        return written;
    }
}
