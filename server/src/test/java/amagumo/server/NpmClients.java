package amagumo.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Other people's clients from npm, as {@code src/test/clients} names them and {@code npm ci} installs them there. A test
 * that needs one that is not installed is skipped.
 */
public final class NpmClients {

    private static final Path FOLDER = Path.of("src", "test", "clients").toAbsolutePath();

    private NpmClients() {}

    /** The folder of an installed package, such as {@code leaflet}. */
    public static Path installed(String name) {
        Path folder = FOLDER.resolve("node_modules").resolve(name);
        assumeTrue(
                Files.isDirectory(folder),
                "the npm package %s is not installed (npm ci in server/src/test/clients)".formatted(name));
        return folder;
    }

    /**
     * Runs a script of {@code src/test/clients} with Node.js to its end.
     *
     * @param limit after which it is ended, and the test fails
     * @param script its file name there, whose packages {@link #installed} was asked for
     * @return what it printed
     */
    public static String run(Duration limit, String script, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("amagumo-client", ".out");
        Path errors = Files.createTempFile("amagumo-client", ".err");
        try {
            Process node = new ProcessBuilder(command)
                    .directory(FOLDER.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            if (!node.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                node.destroyForcibly().waitFor();
                throw new AssertionError("%s ran longer than %s: %s".formatted(script, limit, said(output, errors)));
            }
            if (node.exitValue() != 0) {
                throw new AssertionError(
                        "%s ended with %d: %s".formatted(script, node.exitValue(), said(output, errors)));
            }
            return Files.readString(output);
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private static String said(Path output, Path errors) throws IOException {
        return Files.readString(output) + Files.readString(errors);
    }
}
