package amagumo.ingest.store;

import java.io.IOException;
import java.nio.file.Path;

/** A directory is not a store, is not the store that was asked for, or is being written by another process. */
public final class StoreException extends IOException {

    private static final long serialVersionUID = 1L;

    StoreException(Path directory, String reason) {
        super(directory + ": " + reason);
    }
}
