package amagumo.server.door.openmeteo;

/** A question that cannot be answered; the message is the {@code reason} that the client gets, with status 400. */
final class BadQueryException extends Exception {

    private static final long serialVersionUID = 1L;

    BadQueryException(String reason) {
        super(reason);
    }
}
