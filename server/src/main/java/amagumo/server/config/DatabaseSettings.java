package amagumo.server.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The database of jobs, scores and models.
 *
 * @param url address of a PostgreSQL database, {@code jdbc:postgresql://HOST/NAME}; empty for SQLite in the server's state
 * @param user who asks it, if that is not in the address
 * @param passwordFile the file that holds the user's password and nothing else
 */
public record DatabaseSettings(Optional<String> url, Optional<String> user, Optional<Path> passwordFile) {

    /** SQLite in the server's state. */
    public static final DatabaseSettings EMBEDDED =
            new DatabaseSettings(Optional.empty(), Optional.empty(), Optional.empty());

    private static final String POSTGRESQL = "jdbc:postgresql:";

    static DatabaseSettings of(Config config) {
        Optional<String> url = ServeSettings.text(config, "url");
        if (url.isPresent() && !url.get().startsWith(POSTGRESQL)) {
            throw new ConfigException.BadValue(
                    config.getValue("url").origin(), "url", "does not begin with " + POSTGRESQL);
        }
        return new DatabaseSettings(
                url,
                ServeSettings.text(config, "user"),
                ServeSettings.text(config, "password-file").map(Path::of));
    }
}
