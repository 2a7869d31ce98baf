package amagumo.server.config;

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

    static DatabaseSettings of(Section database) {
        return new DatabaseSettings(
                database.optional("url", DatabaseSettings::address),
                database.optionalText("user"),
                database.optionalText("password-file").map(Path::of));
    }

    private static String address(String url) {
        if (!url.startsWith(POSTGRESQL)) {
            throw new IllegalArgumentException("does not begin with " + POSTGRESQL);
        }
        return url;
    }
}
