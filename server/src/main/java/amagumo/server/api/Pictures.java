package amagumo.server.api;

import amagumo.server.cache.OverloadedException;
import amagumo.server.forecast.Picture;
import amagumo.server.http.Cacheable;
import amagumo.server.http.ProblemException;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Answers with a frame as a picture, or in another form. The addresses in a forecast name its version, and so never get other
 * bytes: what has been replaced since is not found. Without a version an address gets what is there now.
 */
final class Pictures {

    /** The query parameter that picks a version. */
    static final String VERSION = "v";

    private Pictures() {}

    /** Finds which version an address names now, if any. */
    @FunctionalInterface
    interface VersionNow {
        Optional<String> find() throws IOException;
    }

    /** Whether an address still names a version, looked up each time that it is asked. */
    static BooleanSupplier holds(String version, VersionNow now) {
        return () -> {
            try {
                return now.find().filter(version::equals).isPresent();
            } catch (IOException | OverloadedException e) {
                return false; // the route, asked in its place, says what is wrong
            }
        };
    }

    static void answer(Context context, Picture picture) throws IOException {
        require(context, picture.version());
        Cacheable.picture(context, picture.png(), picture.version(), namesVersion(context));
    }

    /** Answers with a picture for ever if the address names its version, else with that of now; as {@link Cacheable#warm}. */
    static void answer(Context context, Picture picture, BooleanSupplier holds) throws IOException {
        Cacheable.warmPicture(context, picture.png(), picture.version(), namesVersion(context), holds);
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

    /** Answers with bytes for ever if the address names their version, else with those of now; as {@link Cacheable#warm}. */
    static void answer(Context context, String contentType, byte[] bytes, String tag, BooleanSupplier holds)
            throws IOException {
        Cacheable.warm(context, contentType, bytes, tag, namesVersion(context), holds);
    }

    private static boolean namesVersion(Context context) {
        return context.queryParam(VERSION) != null;
    }
}
