package amagumo.server.export;

import java.io.IOException;

/**
 * There are several fields, but the format holds one; the user has to choose. The message is one sentence for people.
 */
public final class SeveralFieldsException extends IOException {

    private static final long serialVersionUID = 1L;

    SeveralFieldsException(String path, int fields) {
        super("%s holds %d fields: choose one with --field".formatted(path, fields));
    }
}
