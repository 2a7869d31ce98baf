package amagumo.server.source;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one poll of a source did.
 *
 * @param added frames that were stored, at least 0
 * @param skipped frames on offer that the store had, at least 0
 * @param refused frames on offer that were not stored, in a sentence each why
 * @param newest valid time of the newest frame that the store now has
 * @param remaining frames on offer that are left for the next poll, at least 0
 */
public record PollResult(int added, int skipped, List<String> refused, Optional<Instant> newest, int remaining) {

    public PollResult {
        if (added < 0 || skipped < 0 || remaining < 0) {
            throw new IllegalArgumentException(
                    "%d frames added, %d skipped, %d remaining".formatted(added, skipped, remaining));
        }
        refused = List.copyOf(refused);
    }
}
