package amagumo.server.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Files that came with the program. */
final class Installation {

    private Installation() {}

    /** The folder of the sample files, as given by the script that starts the program. */
    static Path samples() {
        return Path.of(System.getProperty("amagumo.root", "."), "data-samples");
    }

    /** The shipped model, if it is there. */
    static Optional<Path> model() {
        return Optional.of(samples().resolve("model.zip")).filter(Files::exists);
    }
}
