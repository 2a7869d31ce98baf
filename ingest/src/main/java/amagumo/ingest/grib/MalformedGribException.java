package amagumo.ingest.grib;

import java.io.IOException;

/**
 * Bytes that are not a GRIB2 message, or a message of a kind that is not supported. The message is one sentence for
 * people: {@code FILE: offset N: reason}.
 */
public final class MalformedGribException extends IOException {

    private static final long serialVersionUID = 1;

    private final String file;
    private final long offset;
    private final String reason;

    /**
     * @param file the name of the file as the caller gave it
     * @param offset where in the file the offending octets begin, counted from 0
     * @param reason what is wrong with them
     */
    public MalformedGribException(String file, long offset, String reason) {
        super("%s: offset %d: %s".formatted(file, offset, reason));
        this.file = file;
        this.offset = offset;
        this.reason = reason;
    }

    /** The name of the file as the caller gave it. */
    public String file() {
        return file;
    }

    /** Where in the file the offending octets begin, counted from 0. */
    public long offset() {
        return offset;
    }

    /** What is wrong, without file and offset. */
    public String reason() {
        return reason;
    }
}
