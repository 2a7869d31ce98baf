package amagumo.server.outgoing;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.Optional;

/**
 * By what a document is asked for again only if it changed (RFC 9110, 8.8).
 *
 * @param tag its entity tag
 * @param modified when it was last modified, as its server wrote that
 */
public record Validators(Optional<String> tag, Optional<String> modified) {

    /** Of a document that was not fetched yet. */
    public static final Validators NONE = new Validators(Optional.empty(), Optional.empty());

    static Validators of(HttpHeaders headers) {
        return new Validators(headers.firstValue("ETag"), headers.firstValue("Last-Modified"));
    }

    boolean isEmpty() {
        return tag.isEmpty() && modified.isEmpty();
    }

    void addTo(HttpRequest.Builder request) {
        tag.ifPresent(known -> request.header("If-None-Match", known));
        modified.ifPresent(known -> request.header("If-Modified-Since", known));
    }
}
