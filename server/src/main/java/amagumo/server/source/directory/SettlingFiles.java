package amagumo.server.source.directory;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Files that may still be written. One has settled once it was last written a while ago, or, where whoever writes it goes by
 * another clock, once it was seen unchanged for that long.
 */
final class SettlingFiles {

    private record Sighting(FileStamp stamp, Instant first) {}

    private final Duration settle;
    private final Map<String, Sighting> sightings = new HashMap<>();

    SettlingFiles(Duration settle) {
        this.settle = settle;
    }

    boolean isSettled(String path, FileStamp stamp, Instant now) {
        Instant latest = now.minus(settle);
        if (stamp.modified().isAfter(latest)) {
            Sighting sighting = sightings.get(path);
            if (sighting == null || !sighting.stamp.equals(stamp)) {
                sighting = new Sighting(stamp, now);
                sightings.put(path, sighting);
            }
            if (sighting.first.isAfter(latest)) {
                return false;
            }
        }
        sightings.remove(path);
        return true;
    }

    void retain(Set<String> paths) {
        sightings.keySet().retainAll(paths);
    }
}
