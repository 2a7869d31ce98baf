package amagumo.server.render;

import amagumo.ingest.radar.RadarGrid;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A square part of the Web Mercator map (EPSG:3857) at a zoom, in whole pixels from the map's north-western corner. The map
 * is {@code edge << zoom} pixels wide and high, so a window of a larger edge shows the same part of it in more pixels.
 *
 * @param zoom 0 to {@value #MAX_ZOOM}
 * @param edge pixels of an edge, 1 to {@value #MAX_EDGE}
 * @param left how many pixels of the map lie west of it; may be negative
 * @param top how many pixels of the map lie north of it; may be negative
 */
public record MapWindow(int zoom, int edge, long left, long top) {

    /** The deepest zoom of a window: a pixel of a tile of 256 is half a metre. */
    public static final int MAX_ZOOM = 18;

    /** The largest edge of a window. */
    public static final int MAX_EDGE = 2048;

    private static final double TURN = 360;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

    public MapWindow {
        if (zoom < 0 || zoom > MAX_ZOOM || edge < 1 || edge > MAX_EDGE) {
            throw new IllegalArgumentException("a window of %d pixels at zoom %d".formatted(edge, zoom));
        }
    }

    /**
     * A tile of the usual scheme.
     *
     * @param x column from the 180th meridian, below {@code 2^zoom}
     * @param y row from the north, below {@code 2^zoom}
     */
    public static MapWindow tile(int zoom, int x, int y, int edge) {
        if (x < 0 || y < 0 || x >= 1L << zoom || y >= 1L << zoom) {
            throw new IllegalArgumentException("there is no tile %d/%d/%d".formatted(zoom, x, y));
        }
        return new MapWindow(zoom, edge, (long) x * edge, (long) y * edge);
    }

    /**
     * The tile that an address writes.
     *
     * @return nothing if it writes no numbers, or none of a tile up to a zoom
     */
    public static Optional<MapWindow> tile(String zoom, String x, String y, int edge, int maxZoom) {
        boolean numbers =
                Stream.of(zoom, x, y).allMatch(text -> NUMBER.matcher(text).matches());
        if (!numbers || Integer.parseInt(zoom) > maxZoom) {
            return Optional.empty();
        }
        int z = Integer.parseInt(zoom);
        int column = Integer.parseInt(x);
        int row = Integer.parseInt(y);
        return column < 1 << z && row < 1 << z ? Optional.of(tile(z, column, row, edge)) : Optional.empty();
    }

    /**
     * The window with a place in its middle, to half a pixel.
     *
     * @param latitude degrees, at most {@link WebMercator#MAX_LATITUDE} from the equator
     * @param longitude degrees
     */
    public static MapWindow around(double latitude, double longitude, int zoom, int edge) {
        double pixels = pixels(zoom, edge);
        double half = WebMercator.metresEast(TURN / 2);
        double x = (longitude + TURN / 2) / TURN * pixels;
        double y = (half - WebMercator.metresNorth(latitude)) / (2 * half) * pixels;
        return new MapWindow(zoom, edge, Math.round(x - edge / 2.0), Math.round(y - edge / 2.0));
    }

    /**
     * For each column of pixels, from the west, where its middle lies on a grid: in columns from the middle of the grid's
     * westernmost cells, below -0.5 or at least {@code nx - 0.5} if it is outside.
     */
    double[] columns(RadarGrid grid) {
        double[] columns = new double[edge];
        for (int i = 0; i < edge; i++) {
            columns[i] = column(i, grid);
        }
        return columns;
    }

    /**
     * For each row of pixels, from the north, where its middle lies on a grid: in rows from the middle of the grid's
     * northernmost cells, below -0.5 or at least {@code ny - 0.5} if it is outside.
     */
    double[] rows(RadarGrid grid) {
        double[] rows = new double[edge];
        for (int i = 0; i < edge; i++) {
            rows[i] = row(i, grid);
        }
        return rows;
    }

    /** Whether it lies wholly outside a grid; to find out costs nothing. */
    public boolean misses(RadarGrid grid) {
        if (row(edge - 1, grid) < -0.5 || row(0, grid) >= grid.ny() - 0.5) {
            return true;
        }
        double first = column(0, grid);
        double columnsAround = TURN / grid.dLon();
        double last = first + (edge - 1) / pixels(zoom, edge) * columnsAround;
        return first >= grid.nx() - 0.5 && last < columnsAround - 0.5;
    }

    private double column(int pixel, RadarGrid grid) {
        double degrees = (left + pixel + 0.5) / pixels(zoom, edge) * TURN - TURN / 2 - grid.west();
        double eastward = degrees - TURN * Math.floor(degrees / TURN);
        double fromFirst = eastward < TURN - grid.dLon() / 2 ? eastward : eastward - TURN;
        return fromFirst / grid.dLon();
    }

    private double row(int pixel, RadarGrid grid) {
        double share = (top + pixel + 0.5) / pixels(zoom, edge);
        return (grid.north() - WebMercator.latitudeAt(Math.PI * (1 - 2 * share))) / grid.dLat();
    }

    private static double pixels(int zoom, int edge) {
        return (double) ((long) edge << zoom);
    }
}
