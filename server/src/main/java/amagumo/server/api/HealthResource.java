package amagumo.server.api;

import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.ServedFrames;
import amagumo.server.http.Json;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import amagumo.server.source.SourceState;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /healthz}: that the server runs, and what it does. */
final class HealthResource implements Resource {

    private final Forecasts forecasts;
    private final ServedFrames frames;
    private final SourceState source;
    private final Supplier<Optional<String>> hindrance;

    /**
     * @param hindrance why no forecast is made, if none is
     */
    HealthResource(Forecasts forecasts, SourceState source, Supplier<Optional<String>> hindrance) {
        this.forecasts = forecasts;
        this.frames = forecasts.frames();
        this.source = source;
        this.hindrance = hindrance;
    }

    @Override
    public void addTo(Routes routes) {
        routes.getOpenly("/healthz", this::health);
    }

    private void health(Context context) throws IOException {
        context.header("Cache-Control", "no-store");
        Json.answer(context, new Health(status(), FeedView.of(frames.feed(Instant.now()), source)));
    }

    /**
     * How the server is.
     *
     * @param status what it does
     * @param feed what arrives in its store
     */
    record Health(String status, FeedView feed) {}

    private String status() throws IOException {
        if (forecasts.latest().isPresent()) {
            return "ok";
        }
        if (hindrance.get().isPresent()) {
            return "making no forecasts"; // why is for operators: /readyz says it
        }
        return forecasts.expectsFirst(forecasts.shown()) ? "making the first forecast" : "waiting for frames";
    }
}
