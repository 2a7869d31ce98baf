package amagumo.server.destination;

import java.time.Instant;

/**
 * Which forecast is sent.
 *
 * @param baseTime valid time of the last frame that was observed
 * @param nowcaster what made it
 * @param version tells it from others of the same two, such as one whose frames were corrected
 */
public record ForecastId(Instant baseTime, String nowcaster, String version) {

    /** As the database names it. */
    String key() {
        return "%s %s %s".formatted(baseTime, nowcaster, version);
    }

    /** The forecast of a name in the database. */
    static ForecastId of(String key) {
        String[] parts = key.split(" ", 3);
        return new ForecastId(Instant.parse(parts[0]), parts[1], parts[2]);
    }
}
