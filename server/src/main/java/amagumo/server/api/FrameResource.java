package amagumo.server.api;

import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.KeptForecast;
import amagumo.server.http.Parameters;
import amagumo.server.http.ProblemException;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Set;

/** The pictures of a forecast, by lead time. */
final class FrameResource implements Resource {

    private final Forecasts forecasts;

    FrameResource(Forecasts forecasts) {
        this.forecasts = forecasts;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(
                ForecastResource.PATH + "/frames/{lead}.png",
                Set.of(Pictures.VERSION, Nowcasters.PARAMETER),
                this::frame);
    }

    private void frame(Context context) throws IOException {
        KeptForecast forecast = ForecastResource.in(context, forecasts);
        int minutes = Parameters.leadMinutes(context.pathParam("lead"));
        Pictures.answer(
                context,
                forecast.picture(minutes)
                        .orElseThrow(() -> ProblemException.notFound("the forecast has no such lead time")));
    }
}
