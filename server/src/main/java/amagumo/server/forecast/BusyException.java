package amagumo.server.forecast;

/** What was asked for takes computing that the server has no time for just now; later it may have. */
public final class BusyException extends Exception {

    private static final long serialVersionUID = 1L;

    BusyException(String reason) {
        super(reason);
    }
}
