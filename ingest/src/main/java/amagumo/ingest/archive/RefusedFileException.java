package amagumo.ingest.archive;

import java.io.IOException;

/**
 * A file was refused where every given file is needed. The message is one sentence for people: {@code FILE: reason}.
 */
public final class RefusedFileException extends IOException {

    private static final long serialVersionUID = 1;

    public RefusedFileException(Refused refused) {
        super("%s: %s".formatted(refused.label(), refused.reason()));
    }
}
