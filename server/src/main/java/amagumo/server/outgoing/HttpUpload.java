package amagumo.server.outgoing;

import java.io.FileNotFoundException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Sends files to other services by HTTP, each bounded in time. For several threads at once. */
public final class HttpUpload {

    /** An answer says that it has the file, or in a few lines of XML or JSON why not. */
    private static final int MAX_ANSWER_OCTETS = 64 << 10;

    private final BoundedHttp http;

    /**
     * @param reach where may be sent to
     * @param timeout the longest that a file may take
     */
    public HttpUpload(Reach reach, Duration timeout) {
        http = new BoundedHttp(reach, timeout);
    }

    /**
     * Puts a file at an address ({@code PUT}), in the place of one that is there.
     *
     * @param headers of the request
     * @throws OutgoingException if the address may not be sent to, or does not answer with status 200, 201 or 204 in time
     * @throws FileNotFoundException if there is no such file
     * @throws InterruptedException if the thread is interrupted; the request is given up
     */
    public void put(URI address, Map<String, String> headers, Path file)
            throws OutgoingException, FileNotFoundException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder().PUT(HttpRequest.BodyPublishers.ofFile(file));
        headers.forEach(request::setHeader);
        HttpResponse<byte[]> answer = http.send(address, request, MAX_ANSWER_OCTETS);
        int status = answer.statusCode();
        if (status != 200 && status != 201 && status != 204) {
            throw BoundedHttp.refusal(address, answer);
        }
    }
}
