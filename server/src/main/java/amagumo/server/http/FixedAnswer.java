package amagumo.server.http;

import io.javalin.http.Context;

/**
 * An answer that stays the same as long as the program runs, made once.
 *
 * @param contentType its media type
 * @param octets of its body, which must not be changed
 * @param version tells it from those of other versions of the program
 */
public record FixedAnswer(String contentType, byte[] octets, String version) {

    /** An answer whose version is told by its octets. */
    public static FixedAnswer of(String contentType, byte[] octets) {
        return new FixedAnswer(contentType, octets, Cacheable.version(contentType, octets));
    }

    /** Answers with it; clients may keep it, but are to ask about it each time. */
    public void give(Context context) {
        Cacheable.changing(context, contentType, octets, version);
    }
}
