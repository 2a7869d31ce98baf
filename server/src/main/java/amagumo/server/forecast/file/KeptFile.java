package amagumo.server.forecast.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that holds a forecast: what its name and its directory entry say, without opening it.
 *
 * @param key which forecast
 * @param version which content: 32 hexadecimal digits
 * @param path of the file
 * @param octets its size
 * @param keptAt when it was written, by the clock of the file system
 */
public record KeptFile(ForecastKey key, String version, Path path, long octets, Instant keptAt) {

    private static final Pattern NAME = Pattern.compile("([^_]+_[^_]+)_([0-9a-f]{32})\\.zip");

    /** The name of the file of a forecast. */
    static String name(ForecastKey key, String version) {
        return "%s_%s.zip".formatted(key, version);
    }

    /**
     * The file at a path.
     *
     * @return nothing if its name is not that of a forecast
     * @throws IOException if it cannot be looked at, such as when it has just been removed
     */
    static Optional<KeptFile> at(Path path) throws IOException {
        Matcher name = NAME.matcher(path.getFileName().toString());
        Optional<ForecastKey> key = name.matches() ? ForecastKey.parse(name.group(1)) : Optional.empty();
        if (key.isEmpty()) {
            return Optional.empty();
        }
        BasicFileAttributes entry = Files.readAttributes(path, BasicFileAttributes.class);
        return Optional.of(new KeptFile(
                key.get(),
                name.group(2),
                path,
                entry.size(),
                entry.lastModifiedTime().toInstant()));
    }
}
