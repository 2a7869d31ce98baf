package amagumo.server.jobs;

/** An attempt has lost its lease: what it made must not be stored, as another attempt makes it. */
public final class LeaseLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LeaseLostException(Run run, long attempt) {
        super("attempt %d of %s for %s has lost its lease".formatted(attempt, run.job(), run.nominalTime()));
    }
}
