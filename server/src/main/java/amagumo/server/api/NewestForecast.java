package amagumo.server.api;

import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.KeptForecast;
import amagumo.server.http.ProblemException;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/** The newest forecast by the nowcaster that a request asks for, or why there is none yet. */
final class NewestForecast {

    private static final String SECONDS_TO_NEW_FRAMES = "30";
    private static final String SECONDS_TO_A_FORECAST = "5";

    private final Forecasts forecasts;
    private final Supplier<Optional<String>> hindrance;

    /**
     * @param hindrance why no forecast is made, if none is
     */
    NewestForecast(Forecasts forecasts, Supplier<Optional<String>> hindrance) {
        this.forecasts = forecasts;
        this.hindrance = hindrance;
    }

    /**
     * The forecast.
     *
     * @throws ProblemException status 503 if there is none yet, 404 if there will be none
     */
    KeptForecast asked(Context context) throws IOException {
        String nowcaster = Nowcasters.asked(context, forecasts);
        return forecasts.latest(nowcaster).orElseThrow(() -> none(context, nowcaster));
    }

    private ProblemException none(Context context, String nowcaster) {
        if (!forecasts.nowcasters().contains(nowcaster)) {
            return ProblemException.notFound(Nowcasters.NOT_RUN);
        }
        boolean isBeingMade = hindrance.get().isEmpty() && forecasts.expectsFirst(nowcaster);
        context.header("Retry-After", isBeingMade ? SECONDS_TO_A_FORECAST : SECONDS_TO_NEW_FRAMES);
        return new ProblemException(
                HttpStatus.SERVICE_UNAVAILABLE,
                isBeingMade ? "the first forecast is being made" : "there is no forecast yet");
    }
}
