package amagumo.server.api;

import amagumo.server.cache.MadeOnce;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.KeptForecast;
import amagumo.server.forecast.Picture;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import amagumo.server.render.ColourScale;
import amagumo.server.render.FramePng;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** The pictures of a forecast, by lead time: of its rain rates, or of the probabilities of reaching one. */
final class FrameResource implements Resource {

    /** Hundreds of pictures of all Japan. */
    private static final long KEPT_OCTETS = 16L << 20;

    private final Forecasts forecasts;
    private final MadeOnce<String, byte[]> drawn = new MadeOnce<>(KEPT_OCTETS, png -> png.length);

    FrameResource(Forecasts forecasts) {
        this.forecasts = forecasts;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(
                ForecastResource.PATH + "/frames/{lead}.png",
                Set.of(Pictures.VERSION, Nowcasters.PARAMETER, Probability.PARAMETER),
                this::frame);
    }

    private void frame(Context context) throws IOException {
        KeptForecast forecast = ForecastResource.in(context, forecasts);
        int lead = ForecastResource.lead(context, forecast);
        Optional<Probability.Threshold> threshold = Probability.asked(context, forecast);
        Picture picture;
        if (threshold.isPresent()) {
            Pictures.require(context, forecast.version());
            picture = picture(forecast, lead, threshold.get());
        } else {
            picture = forecast.picture(lead);
            Pictures.require(context, picture.version());
        }
        Pictures.answer(context, picture, ForecastResource.stillNamed(context, forecasts, forecast));
    }

    private Picture picture(KeptForecast forecast, int lead, Probability.Threshold threshold) throws IOException {
        String version = "%s-%d-%d".formatted(forecast.version(), lead, threshold.index());
        byte[] png = drawn.get(
                version,
                () -> FramePng.mercator(
                        ColourScale.PROBABILITY, forecast.probabilities(lead, threshold.index()), forecast.grid()));
        return new Picture(png, version);
    }
}
