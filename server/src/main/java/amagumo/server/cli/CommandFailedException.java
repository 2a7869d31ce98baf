package amagumo.server.cli;

/**
 * A command could not do what it was asked to do; the message is the one sentence that the user reads. Exit status 1.
 */
public final class CommandFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    public CommandFailedException(String message) {
        super(message);
    }

    public CommandFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
