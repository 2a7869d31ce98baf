package amagumo.server.source.directory;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Files of which something was refused. What is wrong may be over later, such as this machine's clock: they are read again
 * after a minute, then after twice as long each time, up to a day; at once when they have changed.
 */
final class FailedFiles {

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    private record Failure(FileStamp stamp, Duration pause, Instant again) {}

    private final Map<String, Failure> failures = new HashMap<>();

    void add(FoundFile file, Instant now) {
        Failure before = failures.get(file.path());
        Duration pause =
                before == null || !before.stamp.equals(file.stamp()) ? FIRST_PAUSE : before.pause.multipliedBy(2);
        Duration bounded = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        failures.put(file.path(), new Failure(file.stamp(), bounded, now.plus(bounded)));
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
