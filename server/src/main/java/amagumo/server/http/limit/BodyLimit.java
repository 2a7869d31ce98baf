package amagumo.server.http.limit;

import java.util.EnumSet;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.Callback;

/** Refuses bodies of requests that are too large. A request without one goes on as it is, as Jetty's handler would not let it. */
public final class BodyLimit extends SizeLimitHandler {

    /** Without either a request has no body (RFC 9112, 6.3). */
    private static final EnumSet<HttpHeader> OF_A_BODY =
            EnumSet.of(HttpHeader.CONTENT_LENGTH, HttpHeader.TRANSFER_ENCODING);

    /**
     * @param octets how many a body may have
     */
    public BodyLimit(int octets) {
        super(octets, -1);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return request.getHeaders().contains(OF_A_BODY)
                ? super.handle(request, response, callback)
                : getHandler().handle(request, response, callback);
    }
}
