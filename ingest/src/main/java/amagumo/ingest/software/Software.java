package amagumo.ingest.software;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * This program's name and version, for everything that says who made a file or who sends a request; the version is the
 * pom's.
 */
public final class Software {

    /** The version, such as {@code 0.1.0}. */
    public static final String VERSION = version();

    /** Name and version, such as {@code amagumo 0.1.0}. */
    public static final String NAME_AND_VERSION = "amagumo " + VERSION;

    private Software() {}

    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = Software.class.getResourceAsStream("software.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
