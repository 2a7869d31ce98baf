package amagumo.server.api;

import amagumo.ingest.radar.RadarGrid;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.KeptForecast;
import amagumo.server.forecast.Observation;
import amagumo.server.forecast.ServedFrames;
import amagumo.server.http.Cacheable;
import amagumo.server.http.Parameters;
import amagumo.server.http.ProblemException;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import amagumo.server.http.Times;
import amagumo.server.render.RainLevels;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** Frames as {@link RainLevels}, for maps that draw them by themselves; each is packed when it is asked for first. */
final class LevelsResource implements Resource {

    private static final String OCTETS = "application/octet-stream";

    /** The frames of some forecasts of all Japan. */
    private static final long KEPT_OCTETS = 32L << 20;

    private final Forecasts forecasts;
    private final ServedFrames frames;
    private final Cache<String, byte[]> packed = Caffeine.newBuilder()
            .maximumWeight(KEPT_OCTETS)
            .weigher((String version, byte[] levels) -> levels.length)
            .build();

    LevelsResource(Forecasts forecasts) {
        this.forecasts = forecasts;
        this.frames = forecasts.frames();
    }

    /** Reads a field when it turns out to be needed: {@code [row][column]} in mm/h, NaN where missing. */
    @FunctionalInterface
    private interface Field {
        float[][] read() throws IOException;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(
                ForecastResource.PATH + "/frames/{lead}.levels",
                Set.of(Pictures.VERSION, Nowcasters.PARAMETER),
                this::lead);
        routes.get(Api.V1 + "/observations/{time}.levels", Set.of(Pictures.VERSION), this::observation);
    }

    private void lead(Context context) throws IOException {
        KeptForecast forecast = ForecastResource.in(context, forecasts);
        int minutes = Parameters.leadMinutes(context.pathParam("lead"));
        int lead = forecast.leadAt(minutes)
                .orElseThrow(() -> ProblemException.notFound("the forecast has no such lead time"));
        answer(context, forecast.version(), "-" + lead, forecast.grid(), () -> forecast.rates(lead));
    }

    private void observation(Context context) throws IOException {
        Observation observation = frames.observation(Times.parse(context.pathParam("time")))
                .orElseThrow(() -> ProblemException.notFound("there is no observation of this time"));
        answer(context, observation.version().hex(), "", frames.grid(), observation.frame()::rates);
    }

    /**
     * @param version of what the frame belongs to, as addresses carry it
     * @param part what tells the frame from others of that version
     */
    private void answer(Context context, String version, String part, RadarGrid grid, Field field) throws IOException {
        String wanted = context.queryParam(Pictures.VERSION);
        if (wanted != null && !wanted.equals(version)) {
            throw ProblemException.notFound("there is no such version of this frame, or no longer");
        }
        byte[] body = encoded(context, levels(version + part, grid, field));
        if (wanted == null) {
            Cacheable.changing(context, OCTETS, body, version + part);
        } else {
            Cacheable.immutable(context, OCTETS, body, version + part);
        }
    }

    /** Packed once, however many ask for them at a time. */
    private byte[] levels(String key, RadarGrid grid, Field field) throws IOException {
        try {
            return packed.get(key, wanted -> pack(grid, field));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static byte[] pack(RadarGrid grid, Field field) {
        try {
            return RainLevels.gzipped(field.read(), grid);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As they are kept for who takes gzip, which is every browser; unpacked for others (RFC 9110, 8.4). */
    private static byte[] encoded(Context context, byte[] gzipped) throws IOException {
        context.header("Vary", "Accept-Encoding");
        String accepted = context.header("Accept-Encoding");
        if (accepted != null && accepted.contains("gzip")) {
            context.header("Content-Encoding", "gzip");
            return gzipped;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzipped))) {
            return in.readAllBytes();
        }
    }
}
