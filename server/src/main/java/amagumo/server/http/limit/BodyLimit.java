package amagumo.server.http.limit;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.Callback;

/** Refuses bodies of requests that are too large. A request without one goes on as it is, as Jetty's handler would not let it. */
public final class BodyLimit extends SizeLimitHandler {

    /**
     * @param octets how many a body may have
     */
    public BodyLimit(int octets) {
        super(octets, -1);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return hasBody(request)
                ? super.handle(request, response, callback)
                : getHandler().handle(request, response, callback);
    }

    /** By what a request says of its body before that comes (RFC 9112, 6.3). */
    public static boolean hasBody(Request request) {
        return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }
}
