package amagumo.server.api;

import amagumo.server.forecast.Picture;
import amagumo.server.http.Cacheable;
import amagumo.server.http.ProblemException;
import io.javalin.http.Context;

/**
 * Answers with a picture. The addresses in a forecast name the picture's version, and so never get other bytes: what has
 * been replaced since is not found. Without a version an address gets the picture of now.
 */
final class Pictures {

    /** The query parameter that picks a version. */
    static final String VERSION = "v";

    static final String PNG = "image/png";

    private Pictures() {}

    static void answer(Context context, Picture picture) {
        String wanted = context.queryParam(VERSION);
        if (wanted == null) {
            Cacheable.changing(context, PNG, picture.png(), picture.version());
        } else if (wanted.equals(picture.version())) {
            Cacheable.immutable(context, PNG, picture.png(), picture.version());
        } else {
            throw ProblemException.notFound("there is no such version of this picture, or no longer");
        }
    }
}
