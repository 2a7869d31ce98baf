package amagumo.server.subscription;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * That somebody wants to be told of rain at a place.
 *
 * @param id by which it is called
 * @param url where notifications go
 * @param latitude of the place, degrees
 * @param longitude of the place, degrees, -180 to 360
 * @param thresholdMmH the rain rate that is to be told of, mm/h, more than 0
 * @param withinMinutes how long before, at least 0
 * @param quiet when nothing is told
 * @param created when it was made
 * @param ended why nothing is sent any more, if so
 */
public record Subscription(
        String id,
        URI url,
        double latitude,
        double longitude,
        float thresholdMmH,
        int withinMinutes,
        Optional<QuietHours> quiet,
        Instant created,
        Optional<String> ended) {

    /** One with an id of its own. */
    public static Subscription made(
            URI url,
            double latitude,
            double longitude,
            float thresholdMmH,
            int withinMinutes,
            Optional<QuietHours> quiet,
            Instant now) {
        return new Subscription(
                "sub_" + UUID.randomUUID(),
                url,
                latitude,
                longitude,
                thresholdMmH,
                withinMinutes,
                quiet,
                now,
                Optional.empty());
    }
}
