package amagumo.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Files of others, which may lie in a folder {@code shared} beside the checkout and are no part of it: radar files of the
 * Japan Meteorological Agency, rain of other services, reference values, schemas. A test that asks for one that is absent
 * is skipped, and the reason names it.
 */
public final class SharedFiles {

    /** Seen from a module's folder, where its tests run. */
    private static final Path FOLDER = Path.of("../../shared");

    private SharedFiles() {}

    /**
     * A file or a folder.
     *
     * @param path below {@code shared}, such as {@code jma/reference.json}
     */
    public static Path path(String path) {
        Path file = FOLDER.resolve(path);
        Assumptions.assumeTrue(Files.exists(file), () -> "../shared/" + path + " is absent");
        return file;
    }
}
