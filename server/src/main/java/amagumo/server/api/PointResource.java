package amagumo.server.api;

import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.KeptForecast;
import amagumo.server.forecast.KeptForecast.RateAt;
import amagumo.server.http.Json;
import amagumo.server.http.Parameters;
import amagumo.server.http.ProblemException;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** The rain rates at a place in a forecast. */
final class PointResource implements Resource {

    private final Forecasts forecasts;

    PointResource(Forecasts forecasts) {
        this.forecasts = forecasts;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(ForecastResource.PATH + "/points", Set.of("lat", "lon", Nowcasters.PARAMETER), this::points);
    }

    private void points(Context context) throws IOException {
        KeptForecast forecast = ForecastResource.in(context, forecasts);
        double latitude = Parameters.number(context, "lat", -90, 90);
        double longitude = Parameters.number(context, "lon", -180, 360);
        List<RateAt> rates = forecast.ratesAt(latitude, longitude)
                .orElseThrow(() -> ProblemException.notFound("this place is outside the area of the forecast"));
        Json.answerWarm(
                context,
                PointView.of(forecast, latitude, longitude, rates),
                ForecastResource.stillNamed(context, forecasts, forecast));
    }
}
