package amagumo.server.registry;

import java.io.IOException;
import java.nio.file.Path;

/** The file of a version is not what was registered: damaged, or gone. It is never served. */
public final class CorruptModelException extends IOException {

    private static final long serialVersionUID = 1L;

    CorruptModelException(long version, Path file, String reason) {
        super("%s: the file of model version %d %s".formatted(file, version, reason));
    }
}
