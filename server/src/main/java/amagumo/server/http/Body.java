package amagumo.server.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * Reads the bodies of requests within bounds of size and time.
 *
 * @param patience how long a body may take altogether
 */
record Body(Duration patience) {

    /** Bodies are small documents, but for files. */
    static final int MOST_OCTETS = 64 << 10;

    private static final int PART_OCTETS = 8 << 10;

    /**
     * Reads all of it.
     *
     * @param most how many octets it may have
     * @throws ProblemException status 413 if it is too large, 408 if it takes too long, 400 if it ends too early
     */
    byte[] read(Context context, int most) {
        long end = System.nanoTime() + patience.toNanos();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] part = new byte[PART_OCTETS];
        try {
            InputStream in = context.req().getInputStream();
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                body.write(part, 0, read);
                if (body.size() > most) {
                    throw new ProblemException(
                            HttpStatus.CONTENT_TOO_LARGE, "a body has %d octets at most".formatted(most));
                }
                if (System.nanoTime() - end >= 0) {
                    throw tooSlow();
                }
            }
        } catch (IOException e) {
            throw isTimeout(e) ? tooSlow() : ProblemException.badRequest("the body is incomplete");
        }
        return body.toByteArray();
    }

    private static boolean isTimeout(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }

    private ProblemException tooSlow() {
        return new ProblemException(
                HttpStatus.REQUEST_TIMEOUT, "the body did not come within %d s".formatted(patience.toSeconds()));
    }
}
