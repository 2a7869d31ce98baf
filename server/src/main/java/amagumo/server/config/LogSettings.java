package amagumo.server.config;

/**
 * What is written to the log, which goes to standard error.
 *
 * @param format how
 * @param requests whether each request that was answered is written too
 */
public record LogSettings(Format format, boolean requests) {

    /** How the log is written. */
    public enum Format {
        /** For people. */
        TEXT,
        /** For programs: a JSON object a line. */
        JSON
    }

    static LogSettings of(Section log) {
        return new LogSettings(log.choice("format", Format.class), log.flag("requests"));
    }
}
