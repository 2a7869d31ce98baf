package amagumo.server.subscription;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Something that is to be told.
 *
 * @param id the same however often it is sent
 * @param subscription whose
 * @param content JSON
 * @param attempts how often it was sent
 */
record Notification(String id, String subscription, String content, int attempts) {

    /** How long after each attempt that failed the next one is made: Standard Webhooks' schedule. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    /** How long it waits after the next attempt, should that fail; nothing if it is the last. */
    Optional<Duration> pause() {
        return attempts < PAUSES.size() ? Optional.of(PAUSES.get(attempts)) : Optional.empty();
    }
}
