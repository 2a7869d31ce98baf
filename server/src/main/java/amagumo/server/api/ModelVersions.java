package amagumo.server.api;

import amagumo.server.http.ProblemException;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.regex.Pattern;

/** The query parameter that asks for what one model made. */
final class ModelVersions {

    static final String PARAMETER = "model";

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private ModelVersions() {}

    /**
     * SHA-256 of the model file that is asked for, if one is.
     *
     * @throws ProblemException status 400 if it is not one
     */
    static Optional<String> asked(Context context) {
        Optional<String> version = Optional.ofNullable(context.queryParam(PARAMETER));
        if (version.isPresent() && !SHA_256.matcher(version.get()).matches()) {
            throw ProblemException.badRequest("'model' is the SHA-256 of a model file: 64 hexadecimal digits");
        }
        return version;
    }
}
