package amagumo.server.forecast;

import amagumo.ingest.radar.RadarGrid;
import java.util.Optional;

/** A cell of a grid. */
record Cell(int row, int column) {

    /** The cell that a place lies in; nothing if it is outside the grid. Longitudes may be given from -180 to 360. */
    static Optional<Cell> at(RadarGrid grid, double latitude, double longitude) {
        double row = Math.floor((grid.north() - latitude) / grid.dLat() + 0.5);
        if (!(row >= 0 && row < grid.ny())) {
            return Optional.empty();
        }
        for (double turn : new double[] {0, 360, -360}) {
            double column = Math.floor((longitude + turn - grid.west()) / grid.dLon() + 0.5);
            if (column >= 0 && column < grid.nx()) {
                return Optional.of(new Cell((int) row, (int) column));
            }
        }
        return Optional.empty();
    }
}
