package amagumo.server.door.openmeteo;

import amagumo.ingest.radar.RadarGrid;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.PlaceRates;
import amagumo.server.http.Json;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The forecast of places. */
public final class OpenMeteoDoor implements Resource {

    private static final String SECONDS_TO_FRAMES = "30";
    private static final double NANOSECONDS_OF_A_MILLISECOND = 1e6;

    private final PlaceRates places;
    private final PlaceForecaster forecaster;
    private final Clock clock;

    /**
     * @param forecasts of which the newest that is shown is told
     * @param places whose rain rates are told
     * @param clock which quarter of an hour is the present one
     */
    public OpenMeteoDoor(Forecasts forecasts, PlaceRates places, Clock clock) {
        this.places = places;
        this.forecaster = new PlaceForecaster(forecasts, places);
        this.clock = clock;
    }

    /**
     * Why there is no answer.
     *
     * @param error always true
     */
    record Failure(String reason, boolean error) {}

    @Override
    public void addTo(Routes routes) {
        routes.getAsDoor("/v1/forecast", this::forecast);
    }

    private void forecast(Context context) throws IOException {
        long begin = System.nanoTime();
        context.header("Cache-Control", "no-store");
        Optional<RadarGrid> grid = places.grid();
        if (grid.isEmpty()) {
            context.header("Retry-After", SECONDS_TO_FRAMES);
            fail(context, HttpStatus.SERVICE_UNAVAILABLE, "There are no data yet");
            return;
        }
        try {
            ForecastQuery query = ForecastQuery.of(context.queryParamMap(), clock.instant());
            List<PlaceAnswer> answers = forecaster.answer(query, grid.get());
            double milliseconds = (System.nanoTime() - begin) / NANOSECONDS_OF_A_MILLISECOND;
            if (query.flatBuffers()) {
                context.contentType(FlatBuffersAnswer.MEDIA_TYPE).result(FlatBuffersAnswer.of(answers, milliseconds));
            } else {
                Json.answer(context, JsonAnswer.of(answers, query.unixTime(), milliseconds));
                context.contentType(JsonAnswer.MEDIA_TYPE);
            }
        } catch (BadQueryException e) {
            fail(context, HttpStatus.BAD_REQUEST, e.getMessage());
        }
    }

    private static void fail(Context context, HttpStatus status, String reason) {
        Json.answer(context.status(status), new Failure(reason, true));
        context.contentType(JsonAnswer.MEDIA_TYPE);
    }
}
