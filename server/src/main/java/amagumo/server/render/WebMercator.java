package amagumo.server.render;

import amagumo.ingest.radar.BoundingBox;
import amagumo.ingest.radar.RadarGrid;

/**
 * Where the rows of a latitude-longitude grid lie on a Web Mercator map (EPSG:3857). Columns stay as they are; rows are
 * spaced by {@code y = asinh(tan(latitude))}, so a picture whose rows are evenly spaced in latitude would be tens of
 * kilometres off in the middle of Japan.
 */
public final class WebMercator {

    /** The latitude at which the square map ends, degrees. */
    public static final double MAX_LATITUDE = Math.toDegrees(Math.atan(Math.sinh(Math.PI)));

    private static final double EARTH_RADIUS_METRES = 6_378_137;

    private WebMercator() {}

    /** The easting of a longitude in degrees, metres of EPSG:3857. */
    public static double metresEast(double longitude) {
        return EARTH_RADIUS_METRES * Math.toRadians(longitude);
    }

    /** The northing of a latitude in degrees, metres of EPSG:3857. */
    public static double metresNorth(double latitude) {
        return EARTH_RADIUS_METRES * y(latitude);
    }

    /**
     * The edges of a grid's picture: stretched linearly between them on a Web Mercator map, the picture lies where the
     * cells do.
     *
     * @throws IllegalArgumentException if no part of the grid is on the map
     */
    public static BoundingBox bounds(RadarGrid grid) {
        BoundingBox edges = grid.edges();
        return new BoundingBox(
                Math.max(edges.south(), -MAX_LATITUDE),
                edges.west(),
                Math.min(edges.north(), MAX_LATITUDE),
                edges.east());
    }

    /**
     * For each row of a grid's picture, from the north, the grid's row that lies there. Picture rows have the height of
     * the grid's flattest row on the map, so that no row of the grid is lost.
     *
     * @throws IllegalArgumentException if the picture would be larger than can be drawn
     */
    static int[] gridRows(RadarGrid grid) {
        BoundingBox bounds = bounds(grid);
        double north = y(bounds.north());
        double south = y(bounds.south());
        double nearestToEquator = Math.max(0, Math.max(bounds.south(), -bounds.north()));
        double lowest = Math.toRadians(grid.dLat()) / Math.cos(Math.toRadians(nearestToEquator));
        double height = Math.ceil((north - south) / lowest - 1e-9);
        if (height * grid.nx() > IndexedPng.MAX_PIXELS) {
            throw new IllegalArgumentException("a map of %.0f x %d pixels is refused: at most %d can be drawn"
                    .formatted(height, grid.nx(), IndexedPng.MAX_PIXELS));
        }
        int[] rows = new int[(int) height];
        for (int i = 0; i < rows.length; i++) {
            double latitude = latitudeAt(north - (i + 0.5) * (north - south) / rows.length);
            long row = Math.round((grid.north() - latitude) / grid.dLat());
            rows[i] = (int) Math.max(0, Math.min(grid.ny() - 1, row));
        }
        return rows;
    }

    private static double y(double latitude) {
        double sine = Math.sin(Math.toRadians(latitude));
        return 0.5 * Math.log((1 + sine) / (1 - sine));
    }

    /** The latitude in degrees at a northing on a sphere of radius 1. */
    static double latitudeAt(double y) {
        return Math.toDegrees(Math.atan(Math.sinh(y)));
    }
}
