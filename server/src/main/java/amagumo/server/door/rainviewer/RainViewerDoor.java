package amagumo.server.door.rainviewer;

import amagumo.server.door.rainviewer.WeatherMaps.Frame;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.KeptForecast;
import amagumo.server.forecast.Picture;
import amagumo.server.http.Cacheable;
import amagumo.server.http.Json;
import amagumo.server.http.ProblemException;
import amagumo.server.http.PublicAddress;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import amagumo.server.render.MapWindow;
import amagumo.server.render.Palette;
import amagumo.server.tiles.FieldSource;
import amagumo.server.tiles.Listing.Listed;
import amagumo.server.tiles.TileStyle;
import amagumo.server.tiles.Tiles;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * RainViewer's weather maps: the list of frames, tiles and pictures around a place of radar, and where radar sees.
 *
 * <pre>
 * /public/weather-maps.json
 * /v2/radar/{frame}/{size}/{z}/{x}/{y}/{color}/{smooth}_{snow}.png       {lat}/{lon} with dots for {x}/{y}: around a place
 * /v2/coverage/{frame}/{size}/{z}/{x}/{y}/{color}/{smooth}_{snow}.png    also without the last two parts: .../{y}.png
 * </pre>
 */
public final class RainViewerDoor implements Resource {

    private static final String VERSION = "2.0";
    private static final String RADAR = "/v2/radar/";
    private static final String COVERAGE = "/v2/coverage/";
    private static final Duration APART = Duration.ofMinutes(10);
    private static final Duration REACH = Duration.ofHours(2);

    private final Forecasts forecasts;
    private final Tiles tiles;

    public RainViewerDoor(Forecasts forecasts, Tiles tiles) {
        this.forecasts = forecasts;
        this.tiles = tiles;
    }

    @Override
    public void addTo(Routes routes) {
        routes.getAsDoor("/public/weather-maps.json", this::weatherMaps);
        routes.getAsDoor(RADAR + "{frame}/{size}/{z}/{x}/{y}/{color}/{options}", this::radar);
        routes.getAsDoor(COVERAGE + "{frame}/{size}/{z}/{x}/{y}/{color}/{options}", this::coverage);
        routes.getAsDoor(COVERAGE + "{frame}/{size}/{z}/{x}/{y}", this::coverage);
    }

    private void weatherMaps(Context context) throws IOException {
        List<Listed> past = tiles.listing().observed(APART, REACH);
        Instant last = past.isEmpty() ? Instant.MIN : past.get(past.size() - 1).validTime();
        List<Listed> nowcast = tiles.listing().predicted(APART).stream()
                .filter(frame -> frame.validTime().isAfter(last))
                .toList();
        Json.answerChanging(
                context,
                new WeatherMaps(
                        VERSION,
                        generated(last),
                        PublicAddress.of(context),
                        new WeatherMaps.Radar(frames(past), frames(nowcast)),
                        new WeatherMaps.Satellite(List.of())));
    }

    private static List<Frame> frames(List<Listed> listed) {
        return listed.stream()
                .map(frame -> new Frame(frame.validTime().getEpochSecond(), RADAR + FrameName.of(frame)))
                .toList();
    }

    private long generated(Instant lastObserved) throws IOException {
        Instant madeAt = forecasts
                .latest()
                .map(KeptForecast::header)
                .map(header -> header.madeAt())
                .orElse(Instant.EPOCH);
        return Math.max(madeAt.getEpochSecond(), lastObserved.equals(Instant.MIN) ? 0 : lastObserved.getEpochSecond());
    }

    private void radar(Context context) throws IOException {
        TileRequest asked = TileRequest.of(context);
        answer(context, asked.window(), new TileStyle(palette(context.pathParam("color")), asked.smooth()));
    }

    private void coverage(Context context) throws IOException {
        answer(context, TileRequest.of(context).window(), new TileStyle(Palette.NO_COVERAGE, false));
    }

    /** RainViewer's number 0 is reflectivity as numbers; its other palettes are not ours, so they get the default. */
    private static Palette palette(String color) {
        return switch (color) {
            case "0" -> Palette.REFLECTIVITY;
            case "safe" -> Palette.SAFE;
            default -> Palette.JMA;
        };
    }

    private void answer(Context context, MapWindow window, TileStyle style) throws IOException {
        FrameName name = FrameName.parse(context.pathParam("frame")).orElseThrow(RainViewerDoor::notHeld);
        FieldSource source = () -> name.find(tiles.fields(), forecasts);
        try {
            FieldSource.Found found = source.look().orElseThrow(RainViewerDoor::notHeld);
            Picture picture = tiles.draw(found.field(), window, style);
            Cacheable.warmPicture(context, picture.png(), picture.version(), name.isImmutable(), found.isStillThere());
        } catch (NoSuchFileException e) {
            throw notHeld(); // it has been replaced since it was found
        }
    }

    private static ProblemException notHeld() {
        return ProblemException.notFound("there is no such frame, or no longer");
    }
}
