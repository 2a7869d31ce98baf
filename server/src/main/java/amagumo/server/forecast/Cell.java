package amagumo.server.forecast;

import amagumo.ingest.radar.RadarGrid;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A cell of a grid.
 *
 * @param row from the north
 * @param column from the west
 */
public record Cell(int row, int column) {

    /** The cell that a place lies in; nothing if it is outside the grid. Longitudes may be given modulo 360. */
    public static Optional<Cell> at(RadarGrid grid, double latitude, double longitude) {
        double row = Math.floor((grid.north() - latitude) / grid.dLat() + 0.5);
        OptionalInt column = grid.columnAt(longitude);
        return row >= 0 && row < grid.ny() && column.isPresent()
                ? Optional.of(new Cell((int) row, column.getAsInt()))
                : Optional.empty();
    }
}
