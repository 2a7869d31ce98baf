package amagumo.server.source.directory;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Files of which something was refused. What is wrong may be over later, such as this machine's clock: they are read again
 * after a minute, then after four times as long each time, six times in all; at once when they have changed.
 */
final class FailedFiles {

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

    /** The last one is more than five hours after the first. */
    private static final int TRIES = 6;

    private record Failure(FileStamp stamp, int tries, Instant again) {}

    private final Map<String, Failure> failures = new HashMap<>();

    /**
     * Adds one that was read.
     *
     * @return whether it is not read again unless it changes
     */
    boolean add(FoundFile file, Instant now) {
        Failure before = failures.get(file.path());
        int tries = before == null || !before.stamp.equals(file.stamp()) ? 1 : before.tries + 1;
        Instant again = tries < TRIES ? now.plus(FIRST_PAUSE.multipliedBy(1L << 2 * (tries - 1))) : Instant.MAX;
        failures.put(file.path(), new Failure(file.stamp(), tries, again));
        return tries == TRIES;
    }

    void remove(FoundFile file) {
        failures.remove(file.path());
    }

    boolean isTooSoon(String path, FileStamp stamp, Instant now) {
        Failure failure = failures.get(path);
        return failure != null && failure.stamp.equals(stamp) && now.isBefore(failure.again);
    }

    void retain(Set<String> paths) {
        failures.keySet().retainAll(paths);
    }
}
