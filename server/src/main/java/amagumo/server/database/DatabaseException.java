package amagumo.server.database;

import java.io.IOException;

/** The database cannot be opened; the message names it and the reason. */
public final class DatabaseException extends IOException {

    private static final long serialVersionUID = 1L;

    DatabaseException(String database, String reason) {
        super("%s: %s".formatted(database, reason));
    }

    DatabaseException(String database, Throwable cause) {
        super("%s: %s".formatted(database, reason(cause)), cause);
    }

    /** What the innermost cause says, in one line: the libraries between say that something failed. */
    private static String reason(Throwable thrown) {
        Throwable innermost = thrown;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        return message == null || message.isBlank()
                ? innermost.getClass().getSimpleName()
                : message.strip().lines().findFirst().orElseThrow();
    }
}
