package amagumo.server.door.rainviewer;

import amagumo.server.http.ProblemException;
import amagumo.server.render.MapWindow;
import amagumo.server.render.WebMercator;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which part of the map a path asks for, and how.
 *
 * @param window a tile, or what is around a place
 * @param smooth whether values between cells are interpolated
 */
record TileRequest(MapWindow window, boolean smooth) {

    private static final Set<String> SIZES = Set.of("256", "512", "1024", "2048");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,3}(\\.[0-9]{0,15})?");
    private static final Pattern ZOOM = Pattern.compile("[0-9]{1,2}");

    /** Whether to smooth, whether to tell snow, which is not known here, and a kind of picture, which is PNG whatever is asked for. */
    private static final Pattern OPTIONS = Pattern.compile("([0-9])(?:_[0-9]+)*\\.(?:png|webp)");

    private static final Pattern FILE = Pattern.compile("(.+)\\.(?:png|webp)");

    /**
     * Reads a path, whose last part may be that of the place if it is a file's name.
     *
     * @throws ProblemException status 404 if there is no such part of the map
     */
    static TileRequest of(Context context) {
        String x = context.pathParam("x");
        String y = context.pathParam("y");
        Optional<String> options = Optional.ofNullable(context.pathParamMap().get("options"));
        Matcher written = (options.isPresent() ? OPTIONS : FILE).matcher(options.orElse(y));
        String size = context.pathParam("size");
        if (!written.matches() || !SIZES.contains(size)) {
            throw nothing();
        }
        String row = options.isPresent() ? y : written.group(1);
        String zoom = context.pathParam("z");
        int edge = Integer.parseInt(size);
        Optional<MapWindow> window = x.contains(".") || row.contains(".")
                ? around(zoom, x, row, edge)
                : MapWindow.tile(zoom, x, row, edge, MapWindow.MAX_ZOOM);
        boolean smooth = options.isPresent() && !written.group(1).equals("0");
        return new TileRequest(window.orElseThrow(TileRequest::nothing), smooth);
    }

    private static Optional<MapWindow> around(String zoom, String latitude, String longitude, int edge) {
        boolean written = ZOOM.matcher(zoom).matches()
                && NUMBER.matcher(latitude).matches()
                && NUMBER.matcher(longitude).matches();
        if (!written
                || Integer.parseInt(zoom) > MapWindow.MAX_ZOOM
                || Math.abs(Double.parseDouble(latitude)) > WebMercator.MAX_LATITUDE
                || Math.abs(Double.parseDouble(longitude)) > 180) {
            return Optional.empty();
        }
        return Optional.of(MapWindow.around(
                Double.parseDouble(latitude), Double.parseDouble(longitude), Integer.parseInt(zoom), edge));
    }

    private static ProblemException nothing() {
        return ProblemException.notFound("there is no such part of the map, or not in this size");
    }
}
