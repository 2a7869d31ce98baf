package amagumo.server.api;

import amagumo.server.forecast.Picture;
import amagumo.server.http.ProblemException;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/**
 * Answers with a picture that never changes: it may be kept for a year, and carries an ETag for those who ask again.
 * The addresses in a forecast name the picture's version too, so that a page never shows the picture that another model
 * once drew for the same time.
 */
final class Pictures {

    /** The query parameter that picks a version. */
    static final String VERSION = "v";

    private static final String A_YEAR = "public, max-age=31536000, immutable";

    private Pictures() {}

    static void answer(Context context, Picture picture) {
        String wanted = context.queryParam(VERSION);
        if (wanted != null && !wanted.equals(picture.version())) {
            throw ProblemException.notFound("there is no such version of this picture");
        }
        String tag = '"' + picture.version() + '"';
        context.header("Cache-Control", A_YEAR).header("ETag", tag);
        if (matches(context.header("If-None-Match"), tag)) {
            context.status(HttpStatus.NOT_MODIFIED);
        } else {
            context.contentType("image/png").result(picture.png());
        }
    }

    /** Whether one of the tags that a client has is this one, strong or weak (RFC 9110, 13.1.2). */
    private static boolean matches(String tags, String tag) {
        if (tags == null) {
            return false;
        }
        for (String known : tags.split(",")) {
            String strong = known.strip().replaceFirst("^W/", "");
            if (strong.equals(tag) || strong.equals("*")) {
                return true;
            }
        }
        return false;
    }
}
