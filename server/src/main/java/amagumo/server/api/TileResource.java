package amagumo.server.api;

import amagumo.server.forecast.Picture;
import amagumo.server.http.Cacheable;
import amagumo.server.http.Parameters;
import amagumo.server.http.ProblemException;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import amagumo.server.http.Times;
import amagumo.server.render.MapWindow;
import amagumo.server.render.Palette;
import amagumo.server.tiles.Field;
import amagumo.server.tiles.FieldSource;
import amagumo.server.tiles.Layer;
import amagumo.server.tiles.TileStyle;
import amagumo.server.tiles.Tiles;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tiles of what was observed and of forecasts, or of their probabilities, in the usual scheme of Web Mercator. */
final class TileResource implements Resource {

    private static final String PATH = Api.V1 + "/tiles/{layer}/{time}/{z}/{x}/{y}.png";

    private static final int DEFAULT_SIZE = 256;
    private static final Map<String, Integer> SIZES =
            Map.of("256", DEFAULT_SIZE, "512", 512, "1024", 1024, "2048", 2048);
    private static final Map<String, Boolean> YES_OR_NO = Map.of("true", true, "false", false);
    private static final Map<String, Boolean> SHOWN_OR_HIDDEN = Map.of("shown", true, "hidden", false);

    private final Tiles tiles;

    /** The palettes that can be asked for. */
    private enum Colours {
        JMA(Palette.JMA, Palette.JMA_AND_MISSING),
        SAFE(Palette.SAFE, Palette.SAFE_AND_MISSING),
        /** Those of probabilities, which are not asked for by name. */
        PROBABILITY(Palette.PROBABILITY, Palette.PROBABILITY_AND_MISSING);

        private static final Map<String, Colours> BY_NAME = Map.of("jma", JMA, "safe", SAFE);

        private final Palette palette;
        private final Palette withMissing;

        Colours(Palette palette, Palette withMissing) {
            this.palette = palette;
            this.withMissing = withMissing;
        }
    }

    TileResource(Tiles tiles) {
        this.tiles = tiles;
    }

    /** The address of the tiles of a time, which has a tile's place still in braces. */
    static String template(Layer layer, Instant validTime) {
        return PATH.replace("{layer}", layer.toString()).replace("{time}", Times.compact(validTime));
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(PATH, Set.of("size", "palette", "smooth", "missing", Probability.PARAMETER), this::tile);
    }

    private void tile(Context context) throws IOException {
        Layer layer = Layer.parse(context.pathParam("layer"))
                .orElseThrow(() -> ProblemException.badRequest(
                        "a layer is observed, a nowcaster, or a base time and a nowcaster such as"
                                + " 20240301T000000Z_rover, with '_' and a version behind it or not"));
        Instant time = Times.parse(context.pathParam("time"));
        int size = Parameters.oneOf(context, "size", SIZES).orElse(DEFAULT_SIZE);
        MapWindow window = MapWindow.tile(
                        context.pathParam("z"),
                        context.pathParam("x"),
                        context.pathParam("y"),
                        size,
                        MapWindow.MAX_ZOOM)
                .orElseThrow(() ->
                        ProblemException.badRequest("a tile has a zoom from 0 to %d, and x and y from 0 to below 2^zoom"
                                .formatted(MapWindow.MAX_ZOOM)));
        TileStyle style = style(context);
        FieldSource source = () -> layer.at(tiles.fields(), time);
        try {
            FieldSource.Found found = source.look().orElseThrow(TileResource::notHeld);
            Picture picture = tiles.draw(asked(context, found.field()), window, style);
            Cacheable.warmPicture(context, picture.png(), picture.version(), layer.isImmutable(), found.isStillThere());
        } catch (NoSuchFileException e) {
            throw notHeld(); // it has been replaced since it was found
        }
    }

    /** The rain rates of a field, or if they are asked for the probabilities of reaching one. */
    private static Field asked(Context context, Field field) {
        if (field instanceof Field.Predicted predicted) {
            return Probability.asked(context, predicted.forecast())
                    .<Field>map(threshold -> new Field.Probable(predicted, threshold.index()))
                    .orElse(field);
        }
        if (Probability.rate(context).isPresent()) {
            throw ProblemException.notFound("what was observed has no probabilities");
        }
        return field;
    }

    private static boolean isOfProbabilities(Context context) {
        return context.queryParam(Probability.PARAMETER) != null;
    }

    private static TileStyle style(Context context) {
        Optional<Colours> named = Parameters.oneOf(context, "palette", Colours.BY_NAME);
        boolean missing = Parameters.oneOf(context, "missing", SHOWN_OR_HIDDEN).orElse(false);
        boolean smooth = Parameters.oneOf(context, "smooth", YES_OR_NO).orElse(false);
        if (isOfProbabilities(context) && (named.isPresent() || smooth)) {
            throw ProblemException.badRequest("tiles of probabilities have one palette and are not smoothed");
        }
        Colours colours = named.orElse(isOfProbabilities(context) ? Colours.PROBABILITY : Colours.JMA);
        return new TileStyle(missing ? colours.withMissing : colours.palette, smooth);
    }

    private static ProblemException notHeld() {
        return ProblemException.notFound("this layer has nothing of this time, or no longer in this version");
    }
}
