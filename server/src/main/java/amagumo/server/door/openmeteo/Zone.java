package amagumo.server.door.openmeteo;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/**
 * A time zone with the offset that it has now, which holds for all times of an answer.
 *
 * @param identifier such as {@code Asia/Tokyo}
 * @param abbreviation such as {@code JST}
 * @param offsetSeconds from UTC, east positive
 */
record Zone(String identifier, String abbreviation, int offsetSeconds) {

    static final Zone GMT = new Zone("GMT", "GMT", 0);

    private static final Set<String> KNOWN = ZoneId.getAvailableZoneIds();
    private static final double DEGREES_OF_AN_HOUR = 15;

    /**
     * The zone that a name asks for.
     *
     * @param name of the time zone database, or {@code auto} for the one of a place
     */
    static Zone of(String name, double latitude, double longitude, Instant now) throws BadQueryException {
        String identifier = name.equals("auto") ? at(latitude, longitude) : name;
        if (!KNOWN.contains(identifier)) {
            throw new BadQueryException("Invalid timezone");
        }
        ZoneId zone = ZoneId.of(identifier);
        return new Zone(
                identifier,
                DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH)
                        .withZone(zone)
                        .format(now),
                zone.getRules().getOffset(now).getTotalSeconds());
    }

    /** Japan from its westernmost to its easternmost island has one zone; elsewhere the one of ships holds. */
    private static String at(double latitude, double longitude) {
        if (latitude >= 20 && latitude <= 46 && longitude >= 122 && longitude <= 154) {
            return "Asia/Tokyo";
        }
        long hours = Math.round(longitude / DEGREES_OF_AN_HOUR);
        return hours == 0 ? "GMT" : "Etc/GMT%+d".formatted(-hours); // that is west positive
    }
}
