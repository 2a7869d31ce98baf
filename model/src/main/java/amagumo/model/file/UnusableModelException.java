package amagumo.model.file;

import java.io.IOException;
import java.nio.file.Path;

/** A model file or a checkpoint that cannot be used: damaged, foreign, too large, or unsuited to the task. */
public final class UnusableModelException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final String reason;

    /**
     * @param file the file as the user named it
     * @param reason why, without a full stop
     */
    public UnusableModelException(Path file, String reason) {
        super(file + ": " + reason);
        this.file = file.toString();
        this.reason = reason;
    }

    public UnusableModelException(Path file, String reason, Throwable cause) {
        this(file, reason);
        initCause(cause);
    }

    /** The file as the user named it. */
    public String file() {
        return file;
    }

    /** Why it cannot be used. */
    public String reason() {
        return reason;
    }
}
