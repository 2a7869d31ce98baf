package amagumo.server.api;

import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.KeptForecast;
import amagumo.server.forecast.file.ForecastKey;
import amagumo.server.http.Json;
import amagumo.server.http.ProblemException;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import amagumo.server.http.Times;
import amagumo.server.source.SourceState;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;

/** The forecasts that are kept: the newest one, and each by its base time. */
final class ForecastResource implements Resource {

    /** The path of a forecast; its frames and points lie below. */
    static final String PATH = Api.V1 + "/forecasts/{base}";

    private static final String SECONDS_TO_NEW_FRAMES = "30";
    private static final String SECONDS_TO_A_FORECAST = "5";

    private final Forecasts forecasts;
    private final SourceState source;
    private final String credit;

    ForecastResource(Forecasts forecasts, SourceState source, String credit) {
        this.forecasts = forecasts;
        this.source = source;
        this.credit = credit;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(
                Api.V1 + "/forecasts/latest",
                Set.of(Nowcasters.PARAMETER),
                context -> answer(context, newest(context, forecasts)));
        routes.get(PATH, Set.of(Nowcasters.PARAMETER), context -> answer(context, in(context, forecasts)));
    }

    /**
     * The forecast that an address names.
     *
     * @throws ProblemException status 404 if it is not kept
     */
    static KeptForecast in(Context context, Forecasts forecasts) throws IOException {
        Instant base = Times.parse(context.pathParam("base"));
        return forecasts
                .find(new ForecastKey(base, Nowcasters.asked(context, forecasts)))
                .orElseThrow(() -> ProblemException.notFound("no forecast with this base time is kept"));
    }

    /**
     * The newest forecast, by the nowcaster that is asked for.
     *
     * @throws ProblemException status 503 if there is none yet
     */
    static KeptForecast newest(Context context, Forecasts forecasts) throws IOException {
        // Asked first: between the two questions a forecast may be made, not unmade.
        boolean refreshed = forecasts.refreshed();
        return forecasts.latest(Nowcasters.asked(context, forecasts)).orElseThrow(() -> none(context, refreshed));
    }

    private static ProblemException none(Context context, boolean refreshed) {
        context.header("Retry-After", refreshed ? SECONDS_TO_NEW_FRAMES : SECONDS_TO_A_FORECAST);
        return new ProblemException(
                HttpStatus.SERVICE_UNAVAILABLE,
                refreshed ? "there is no forecast yet" : "the first forecast is being made");
    }

    private void answer(Context context, KeptForecast forecast) throws IOException {
        Json.answerChanging(
                context,
                ForecastView.of(
                        forecast,
                        motionUrl(forecast),
                        forecasts.shown(),
                        credit,
                        FeedView.of(forecasts.feed(Instant.now()), source)));
    }

    /** Null in the moment in which a frame was taken out of the store and the forecast is still there. */
    private String motionUrl(KeptForecast forecast) throws IOException {
        return forecasts
                .motionVersion(forecast.baseTime())
                .map(version -> MotionResource.url(forecast.baseTime(), version))
                .orElse(null);
    }
}
