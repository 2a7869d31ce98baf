package amagumo.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Radar files that somebody else puts into a directory.
 *
 * @param path of the directory, if one is looked at
 * @param area what is cut out of each frame; empty for what the store was made with, or else all
 * @param interval how often the directory is looked at, 1 second to 1 day
 * @param settle how long a file must not have changed before it is read, 0 to 1 day
 */
public record DirectorySettings(Optional<Path> path, Optional<Area> area, Duration interval, Duration settle) {

    static DirectorySettings of(Section directory) {
        return new DirectorySettings(
                directory.optionalText("path").map(Path::of),
                directory.optional("area", Area::parse),
                directory.duration("interval", Duration.ofSeconds(1), Duration.ofDays(1)),
                directory.duration("settle", Duration.ZERO, Duration.ofDays(1)));
    }
}
