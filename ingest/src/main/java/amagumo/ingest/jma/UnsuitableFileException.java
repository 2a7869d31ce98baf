package amagumo.ingest.jma;

import java.io.IOException;

/**
 * A sound file that is not what was asked for: it holds no rain, or has no cell in the box. The message is one sentence
 * for people: {@code FILE: reason}.
 */
public final class UnsuitableFileException extends IOException {

    private static final long serialVersionUID = 1;

    private final String file;
    private final String reason;

    /**
     * @param file the name of the file as the caller gave it
     * @param reason why it does not suit
     */
    public UnsuitableFileException(String file, String reason) {
        super("%s: %s".formatted(file, reason));
        this.file = file;
        this.reason = reason;
    }

    /** The name of the file as the caller gave it. */
    public String file() {
        return file;
    }

    /** Why it does not suit, without the file. */
    public String reason() {
        return reason;
    }
}
