package amagumo.server.api;

import amagumo.model.nowcast.Nowcast;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.KeptForecast;
import amagumo.server.forecast.ServedFrames;
import amagumo.server.forecast.file.ForecastKey;
import amagumo.server.http.Json;
import amagumo.server.http.Parameters;
import amagumo.server.http.ProblemException;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import amagumo.server.http.Times;
import amagumo.server.source.SourceState;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The forecasts that are kept: the newest one, and each by its base time. */
final class ForecastResource implements Resource {

    /** The path of a forecast; its frames and points lie below. */
    static final String PATH = Api.V1 + "/forecasts/{base}";

    private final Forecasts forecasts;
    private final ServedFrames frames;
    private final NewestForecast newest;
    private final SourceState source;
    private final String credit;

    ForecastResource(Forecasts forecasts, NewestForecast newest, SourceState source, String credit) {
        this.forecasts = forecasts;
        this.frames = forecasts.frames();
        this.newest = newest;
        this.source = source;
        this.credit = credit;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(
                Api.V1 + "/forecasts/latest",
                Set.of(Nowcasters.PARAMETER),
                context -> answer(context, newest.asked(context)));
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

    /** Whether an address still names the forecast that {@link #in} found, looked up each time that it is asked. */
    static BooleanSupplier stillNamed(Context context, Forecasts forecasts, KeptForecast found) {
        Optional<String> nowcaster = Nowcasters.named(context);
        Instant base = found.baseTime();
        return Pictures.holds(found.version(), () -> forecasts
                .find(new ForecastKey(base, nowcaster.orElseGet(forecasts::shown)))
                .map(KeptForecast::version));
    }

    /**
     * The lead of a forecast that an address names, 1 to {@link Nowcast#LEADS}.
     *
     * @throws ProblemException status 404 if the forecast has none that long after its base time
     */
    static int lead(Context context, KeptForecast forecast) {
        return forecast.leadAt(Parameters.leadMinutes(context.pathParam("lead")))
                .orElseThrow(() -> ProblemException.notFound("the forecast has no such lead time"));
    }

    private void answer(Context context, KeptForecast forecast) throws IOException {
        Json.answerChanging(
                context,
                ForecastView.of(
                        forecast,
                        motionUrl(forecast),
                        forecasts.shown(),
                        credit,
                        FeedView.of(frames.feed(Instant.now()), source)));
    }

    /** Null in the moment in which a frame was taken out of the store and the forecast is still there. */
    private String motionUrl(KeptForecast forecast) throws IOException {
        return frames.motionVersion(forecast.baseTime())
                .map(version -> MotionResource.url(forecast.baseTime(), version))
                .orElse(null);
    }
}
