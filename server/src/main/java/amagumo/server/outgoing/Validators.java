package amagumo.server.outgoing;

import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;

/**
 * By what a document is asked for again only if it changed (RFC 9110, 8.8).
 *
 * @param tag its entity tag
 * @param modified when it was last modified, as its server wrote that
 */
public record Validators(Optional<String> tag, Optional<String> modified) {

    /** Of a document that was not fetched yet. */
    public static final Validators NONE = new Validators(Optional.empty(), Optional.empty());

    static Validators of(Answer answer) {
        return new Validators(answer.header("ETag"), answer.header("Last-Modified"));
    }

    boolean isEmpty() {
        return tag.isEmpty() && modified.isEmpty();
    }

    void addTo(HttpFields.Mutable request) {
        tag.ifPresent(known -> request.put("If-None-Match", known));
        modified.ifPresent(known -> request.put("If-Modified-Since", known));
    }
}
