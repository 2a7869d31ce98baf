package amagumo.server.api;

import amagumo.ingest.radar.RadarGrid;
import amagumo.server.cache.MadeOnce;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.KeptForecast;
import amagumo.server.forecast.Observation;
import amagumo.server.forecast.ServedFrames;
import amagumo.server.http.Cacheable;
import amagumo.server.http.Negotiation;
import amagumo.server.http.ProblemException;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import amagumo.server.http.Times;
import amagumo.server.render.PooledOctets;
import amagumo.server.render.ProbabilityLevels;
import amagumo.server.render.RateLevels;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;

/** Frames as {@link RateLevels} or {@link ProbabilityLevels}, for maps that draw them by themselves; packed when asked for first. */
final class LevelsResource implements Resource {

    private static final String OCTETS = "application/octet-stream";

    /** The frames of some forecasts of all Japan. */
    private static final long KEPT_OCTETS = 32L << 20;

    private final Forecasts forecasts;
    private final ServedFrames frames;
    private final MadeOnce<String, byte[]> packed = new MadeOnce<>(KEPT_OCTETS, levels -> levels.length);

    LevelsResource(Forecasts forecasts) {
        this.forecasts = forecasts;
        this.frames = forecasts.frames();
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(
                ForecastResource.PATH + "/frames/{lead}.levels",
                Set.of(Pictures.VERSION, Nowcasters.PARAMETER, Probability.PARAMETER),
                this::lead);
        routes.get(Api.V1 + "/observations/{time}.levels", Set.of(Pictures.VERSION), this::observation);
    }

    private void lead(Context context) throws IOException {
        KeptForecast forecast = ForecastResource.in(context, forecasts);
        int lead = ForecastResource.lead(context, forecast);
        Optional<Probability.Threshold> threshold = Probability.asked(context, forecast);
        BooleanSupplier holds = ForecastResource.stillNamed(context, forecasts, forecast);
        if (threshold.isPresent()) {
            int index = threshold.get().index();
            answer(
                    context,
                    forecast.version(),
                    "-%d-%d".formatted(lead, index),
                    holds,
                    () -> ProbabilityLevels.gzipped(forecast.probabilities(lead, index), forecast.grid()));
        } else {
            answer(context, forecast.version(), "-" + lead, holds, () -> levels(forecast.rates(lead), forecast.grid()));
        }
    }

    private void observation(Context context) throws IOException {
        Instant time = Times.parse(context.pathParam("time"));
        Observation observation = frames.observation(time)
                .orElseThrow(() -> ProblemException.notFound("there is no observation of this time"));
        String version = observation.version().hex();
        answer(
                context,
                version,
                "",
                Pictures.holds(version, () -> frames.observation(time)
                        .map(now -> now.version().hex())),
                () -> levels(observation.frame().rates(), frames.grid()));
    }

    private static byte[] levels(float[][] ratesMmH, RadarGrid grid) {
        return PooledOctets.gzipped(ratesMmH, grid, RateLevels.COARSE::level);
    }

    /**
     * @param version of what the frame belongs to, as addresses carry it
     * @param part what tells the frame from others of that version
     * @param holds as in {@link Cacheable#warm}
     */
    private void answer(
            Context context, String version, String part, BooleanSupplier holds, MadeOnce.Making<byte[]> making)
            throws IOException {
        Pictures.require(context, version);
        byte[] body = encoded(context, packed.get(version + part, making));
        Pictures.answer(context, OCTETS, body, version + part, holds);
    }

    /** As they are kept for who takes gzip, which is every browser; unpacked for others (RFC 9110, 8.4). */
    private static byte[] encoded(Context context, byte[] gzipped) throws IOException {
        if (Negotiation.takesGzip(context)) {
            context.header("Content-Encoding", "gzip");
            return gzipped;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzipped))) {
            return in.readAllBytes();
        }
    }
}
