package amagumo.server.door.jma;

import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.Picture;
import amagumo.server.forecast.file.ForecastKey;
import amagumo.server.http.Cacheable;
import amagumo.server.http.Json;
import amagumo.server.http.ProblemException;
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
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The lists of times and the tiles of JMA's public rain map: 256 x 256 pixels of a 4-bit palette whose entries 0 and 1 are
 * transparent and 2 to 9 JMA's colours from 0.1 to 80 mm/h and more. What is dry, not seen or elsewhere is transparent.
 *
 * <pre>
 * /bosai/jmatile/data/nowc/targetTimes_N1.json                                            what was observed, newest first
 * /bosai/jmatile/data/nowc/targetTimes_N2.json                                            what is predicted, farthest first
 * /bosai/jmatile/data/nowc/{basetime}/none/{validtime}/surf/hrpns/{z}/{x}/{y}.png         times: yyyyMMddHHmmss, UTC
 * </pre>
 */
public final class JmaDoor implements Resource {

    private static final String ROOT = "/bosai/jmatile/data/nowc/";
    private static final List<String> ELEMENTS = List.of("hrpns");
    private static final Duration REACH = Duration.ofHours(3);
    private static final int EDGE = 256;
    private static final int MAX_ZOOM = 10;
    private static final TileStyle STYLE = new TileStyle(Palette.JMA, false);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withZone(ZoneOffset.UTC);

    private final Forecasts forecasts;
    private final Tiles tiles;

    public JmaDoor(Forecasts forecasts, Tiles tiles) {
        this.forecasts = forecasts;
        this.tiles = tiles;
    }

    /**
     * An entry of a list.
     *
     * @param basetime valid time of the last frame that was observed, the same as the valid time if it is observed itself
     * @param elements what there are tiles of
     */
    record TargetTime(String basetime, String validtime, List<String> elements) {

        static TargetTime of(Listed listed) {
            return new TargetTime(TIME.format(listed.baseTime()), TIME.format(listed.validTime()), ELEMENTS);
        }
    }

    @Override
    public void addTo(Routes routes) {
        routes.getAsDoor(
                ROOT + "targetTimes_N1.json",
                context ->
                        Json.answerChanging(context, newestFirst(tiles.listing().observed(Duration.ZERO, REACH))));
        routes.getAsDoor(
                ROOT + "targetTimes_N2.json",
                context ->
                        Json.answerChanging(context, newestFirst(tiles.listing().predicted(Duration.ZERO))));
        routes.getAsDoor(ROOT + "{basetime}/none/{validtime}/surf/hrpns/{z}/{x}/{y}.png", this::tile);
    }

    private static List<TargetTime> newestFirst(List<Listed> oldestFirst) {
        List<TargetTime> times =
                new ArrayList<>(oldestFirst.stream().map(TargetTime::of).toList());
        Collections.reverse(times);
        return times;
    }

    private void tile(Context context) throws IOException {
        MapWindow window = MapWindow.tile(
                        context.pathParam("z"), context.pathParam("x"), context.pathParam("y"), EDGE, MAX_ZOOM)
                .orElseThrow(JmaDoor::nothing);
        Instant base = time(context.pathParam("basetime"));
        Instant valid = time(context.pathParam("validtime"));
        FieldSource source = () -> base.equals(valid)
                ? tiles.fields().observed(valid)
                : tiles.fields().predicted(new ForecastKey(base, forecasts.shown()), valid);
        try {
            FieldSource.Found found = source.look().orElseThrow(JmaDoor::nothing);
            Picture picture = tiles.draw(found.field(), window, STYLE);
            Cacheable.warmPicture(context, picture.png(), picture.version(), false, found.isStillThere());
        } catch (NoSuchFileException e) {
            throw nothing(); // the forecast has been replaced since it was found
        }
    }

    private static Instant time(String text) {
        try {
            return TIME.parse(text, Instant::from);
        } catch (DateTimeException e) {
            throw nothing();
        }
    }

    private static ProblemException nothing() {
        return ProblemException.notFound("there is no such tile");
    }
}
