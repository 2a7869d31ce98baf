package amagumo.server.door.edr;

import io.javalin.http.HttpStatus;

/** A question that cannot be answered; the message is the {@code description} that the client gets. */
final class EdrException extends Exception {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;

    private EdrException(HttpStatus status, String description) {
        super(description);
        this.status = status;
    }

    static EdrException badRequest(String description) {
        return new EdrException(HttpStatus.BAD_REQUEST, description);
    }

    static EdrException notFound(String description) {
        return new EdrException(HttpStatus.NOT_FOUND, description);
    }

    static EdrException notAcceptable(String description) {
        return new EdrException(HttpStatus.NOT_ACCEPTABLE, description);
    }

    HttpStatus status() {
        return status;
    }

    /**
     * What the client gets (19-086r6, exception.yaml).
     *
     * @param code the status
     */
    record View(String code, String description) {}

    View view() {
        return new View(String.valueOf(status.getCode()), getMessage());
    }
}
