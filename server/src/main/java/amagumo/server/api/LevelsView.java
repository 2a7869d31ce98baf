package amagumo.server.api;

import amagumo.ingest.radar.BoundingBox;
import amagumo.ingest.radar.RadarGrid;
import amagumo.server.render.PooledOctets;
import amagumo.server.render.RateLevels;
import java.util.List;

/**
 * How to read the levels of a forecast's frames: an octet a cell, row by row from the north.
 *
 * @param columns of cells
 * @param rows of cells
 * @param south lower edge of the southernmost cells, degrees
 * @param west left edge of the westernmost cells, degrees
 * @param north upper edge of the northernmost cells, degrees
 * @param east right edge of the easternmost cells, degrees
 * @param missing level of a cell without data
 * @param dry level of a cell whose rate is below the first bound
 * @param boundsMmH lower bounds of the levels that follow, mm/h, included
 */
record LevelsView(
        int columns,
        int rows,
        double south,
        double west,
        double north,
        double east,
        int missing,
        int dry,
        List<Double> boundsMmH) {

    private static final List<Double> BOUNDS_MM_H = RateLevels.COARSE.boundsMmH().stream()
            .map(bound -> Double.parseDouble(Float.toString(bound)))
            .toList();

    static LevelsView of(RadarGrid field) {
        RadarGrid grid = PooledOctets.grid(field);
        BoundingBox edges = grid.edges();
        return new LevelsView(
                grid.nx(),
                grid.ny(),
                edges.south(),
                edges.west(),
                edges.north(),
                edges.east(),
                RateLevels.MISSING,
                RateLevels.DRY,
                BOUNDS_MM_H);
    }
}
