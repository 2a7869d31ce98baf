package amagumo.server.api;

import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.file.ForecastKey;
import amagumo.server.http.ProblemException;
import io.javalin.http.Context;
import java.util.Optional;

/** The query parameter that asks for another nowcaster's forecasts than those that are shown. */
final class Nowcasters {

    static final String PARAMETER = "nowcaster";

    /** Why a name is refused. */
    static final String NOT_A_NAME = "a nowcaster's name is of lower-case letters, digits and hyphens";

    /** Why there is nothing by a nowcaster. */
    static final String NOT_RUN = "the server does not run this nowcaster";

    private Nowcasters() {}

    /**
     * The nowcaster that is asked for, or else the one that is shown.
     *
     * @throws ProblemException status 400 if it cannot be the name of one
     */
    static String asked(Context context, Forecasts forecasts) {
        return named(context).orElseGet(forecasts::shown);
    }

    /**
     * The nowcaster that is asked for, if one is.
     *
     * @throws ProblemException status 400 if it cannot be the name of one
     */
    static Optional<String> named(Context context) {
        Optional<String> name = Optional.ofNullable(context.queryParam(PARAMETER));
        if (name.isPresent() && !ForecastKey.NOWCASTER.matcher(name.get()).matches()) {
            throw ProblemException.badRequest(NOT_A_NAME);
        }
        return name;
    }
}
