package amagumo.server.config;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Radar files that somebody else puts into a directory.
 *
 * @param path of the directory, if one is looked at
 * @param area what is cut out of each frame; empty for what the store was made with, or else all
 * @param interval how often the directory is looked at, at least one second
 * @param settle how long a file must not have changed before it is read, 0 or more
 */
public record DirectorySettings(Optional<Path> path, Optional<Area> area, Duration interval, Duration settle) {

    static DirectorySettings of(Config config) {
        return new DirectorySettings(
                ServeSettings.text(config, "path").map(Path::of),
                Area.of(config),
                ServeSettings.duration(config, "interval", Duration.ofSeconds(1)),
                ServeSettings.duration(config, "settle", Duration.ZERO));
    }
}
