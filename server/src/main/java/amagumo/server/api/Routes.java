package amagumo.server.api;

import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.KeptForecast;
import amagumo.server.forecast.KeptForecast.RateAt;
import amagumo.server.forecast.KeptFrame;
import amagumo.server.forecast.Observations;
import amagumo.server.forecast.Picture;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the API answers. {@code openapi.json} describes it. */
final class Routes {

    private static final String API = "/api/v1";
    private static final String RETRY_SECONDS = "30";
    /** Picks a version of a picture; see {@link Pictures}. */
    private static final String VERSION = "v";

    private final Forecasts forecasts;
    private final Observations observations;
    private final String credit;

    Routes(Forecasts forecasts, Observations observations, String credit) {
        this.forecasts = forecasts;
        this.observations = observations;
        this.credit = credit;
    }

    void install(RoutesConfig routes) {
        get(routes, "/healthz", Set.of(), this::health);
        get(routes, API + "/openapi.json", Set.of(), Routes::openApi);
        get(routes, API + "/forecasts/latest", Set.of(), this::latest);
        get(routes, API + "/forecasts/{base}", Set.of(), this::forecast);
        get(routes, API + "/forecasts/{base}/frames/{lead}.png", Set.of(VERSION), this::lead);
        get(routes, API + "/forecasts/{base}/points", Set.of("lat", "lon"), this::points);
        get(routes, API + "/observations/{time}.png", Set.of(VERSION), this::observation);
    }

    private static void get(RoutesConfig routes, String path, Set<String> parameters, Handler handler) {
        Handler checked = context -> {
            Parameters.allowOnly(context, parameters);
            handler.handle(context);
        };
        routes.get(path, checked);
        routes.head(path, checked); // else Javalin answers 200 without asking
    }

    private void health(Context context) {
        context.header("Cache-Control", "no-store");
        Json.answer(
                context,
                forecasts.latest().isPresent() ? Map.of("status", "ok") : Map.of("status", "waiting for frames"));
    }

    private static void openApi(Context context) throws IOException {
        try (InputStream document = Routes.class.getResourceAsStream("openapi.json")) {
            context.contentType("application/json").result(document.readAllBytes());
        }
    }

    private void latest(Context context) {
        KeptForecast forecast = forecasts.latest().orElseThrow(() -> {
            context.header("Retry-After", RETRY_SECONDS);
            return new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, "there is no forecast yet");
        });
        context.header("Cache-Control", "no-cache");
        Json.answer(context, ForecastView.of(forecast, credit));
    }

    private void forecast(Context context) {
        context.header("Cache-Control", "no-cache");
        Json.answer(context, ForecastView.of(forecastIn(context), credit));
    }

    private void lead(Context context) {
        KeptForecast forecast = forecastIn(context);
        int minutes = Parameters.leadMinutes(context.pathParam("lead"));
        Picture picture = forecast.leads().stream()
                .filter(lead -> forecast.leadMinutes(lead.validTime()) == minutes)
                .findFirst()
                .map(KeptFrame::picture)
                .orElseThrow(() -> ProblemException.notFound("the forecast has no such lead time"));
        Pictures.answer(context, picture, VERSION);
    }

    private void observation(Context context) throws IOException {
        Instant time = Times.parse(context.pathParam("time"));
        Picture picture = observations
                .find(time)
                .orElseThrow(() -> ProblemException.notFound("there is no observation of this time"));
        Pictures.answer(context, picture, VERSION);
    }

    private void points(Context context) {
        KeptForecast forecast = forecastIn(context);
        double latitude = Parameters.number(context, "lat", -90, 90);
        double longitude = Parameters.number(context, "lon", -180, 360);
        List<RateAt> rates = forecast.ratesAt(latitude, longitude)
                .orElseThrow(() -> ProblemException.notFound("this place is outside the area of the forecast"));
        context.header("Cache-Control", "no-cache");
        Json.answer(context, PointView.of(forecast, latitude, longitude, rates));
    }

    private KeptForecast forecastIn(Context context) {
        Instant base = Times.parse(context.pathParam("base"));
        return forecasts
                .find(base)
                .orElseThrow(() -> ProblemException.notFound("no forecast of this base time is kept"));
    }
}
