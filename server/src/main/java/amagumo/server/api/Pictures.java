package amagumo.server.api;

import amagumo.server.forecast.Picture;
import amagumo.server.http.Cacheable;
import amagumo.server.http.ProblemException;
import io.javalin.http.Context;
import java.io.IOException;

/**
 * Answers with a frame as a picture, or in another form. The addresses in a forecast name its version, and so never get other
 * bytes: what has been replaced since is not found. Without a version an address gets what is there now.
 */
final class Pictures {

    /** The query parameter that picks a version. */
    static final String VERSION = "v";

    private Pictures() {}

    static void answer(Context context, Picture picture) throws IOException {
        require(context, picture.version());
        answer(context, picture.png(), picture.version());
    }

    /** Answers with a picture for ever if the address names its version, else with that of now. */
    static void answer(Context context, byte[] png, String version) throws IOException {
        Cacheable.picture(context, png, version, context.queryParam(VERSION) != null);
    }

    /**
     * Refuses an address that names another version than there is.
     *
     * @throws ProblemException status 404 if it does
     */
    static void require(Context context, String version) {
        String wanted = context.queryParam(VERSION);
        if (wanted != null && !wanted.equals(version)) {
            throw ProblemException.notFound("there is no such version of this frame, or no longer");
        }
    }

    /** Answers with bytes for ever if the address names their version, else with those of now. */
    static void answer(Context context, String contentType, byte[] bytes, String tag) {
        Cacheable.answer(context, contentType, bytes, tag, context.queryParam(VERSION) != null);
    }
}
