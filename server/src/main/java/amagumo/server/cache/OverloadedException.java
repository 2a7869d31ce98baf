package amagumo.server.cache;

/** So much is being made that what was asked for would take long; later it may not. */
public final class OverloadedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OverloadedException(String reason) {
        super(reason);
    }
}
