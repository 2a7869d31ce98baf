package amagumo.server.http.limit;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Why a request is not answered, for who writes the problem.
 *
 * @param detail what is shown to the client
 * @param retryAfterSeconds when it may ask again
 */
public record Refusal(String detail, long retryAfterSeconds) {

    /** The attribute of a request that was refused. */
    public static final String ATTRIBUTE = "amagumo.refusal";

    void write(Request request, Response response, Callback callback, int status) {
        request.setAttribute(ATTRIBUTE, this);
        Response.writeError(request, response, callback, status);
    }
}
