package amagumo.server.http;

import amagumo.server.http.limit.Refusal;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Problems of requests that never reach a route, such as a malformed address: Jetty's own page tells of its inside. */
final class TransportProblems extends ErrorHandler {

    /** When it is worth asking again a server that is stopping, or has too much to do. */
    private static final Refusal UNAVAILABLE = new Refusal("the server is busy or is stopping", 5);

    private static final Refusal UNEXPLAINED = new Refusal("", 0);

    private final Map<String, String> headers = new LinkedHashMap<>(SecurityHeaders.ALL);

    /**
     * @param forEverybody whether reading needs no key, so that pages of other sites may read what went wrong too
     */
    TransportProblems(boolean forEverybody) {
        if (forEverybody) {
            headers.putAll(OtherSites.ADMITTED);
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = Math.max(HttpStatus.BAD_REQUEST_400, response.getStatus());
        Refusal refusal = refusal(request, status);
        byte[] body = Json.bytes(new Problem(status, HttpStatus.getMessage(status), refusal.detail()));
        headers.forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        if (refusal.retryAfterSeconds() > 0) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, refusal.retryAfterSeconds());
        }
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    private static Refusal refusal(Request request, int status) {
        if (request.getAttribute(Refusal.ATTRIBUTE) instanceof Refusal refusal) {
            return refusal;
        }
        return status == HttpStatus.SERVICE_UNAVAILABLE_503 ? UNAVAILABLE : UNEXPLAINED;
    }

    /** The whole answer, as it goes over the wire, to a client whose request has no head yet. */
    byte[] slowHead() {
        int status = HttpStatus.REQUEST_TIMEOUT_408;
        String title = HttpStatus.getMessage(status);
        byte[] body = Json.bytes(new Problem(status, title, "the head of the request took too long"));
        StringBuilder head = new StringBuilder("HTTP/1.1 %d %s\r\n".formatted(status, title));
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Type: %s\r\nContent-Length: %d\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
                .formatted(Problem.MEDIA_TYPE, body.length));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
        answer.writeBytes(body);
        return answer.toByteArray();
    }
}
