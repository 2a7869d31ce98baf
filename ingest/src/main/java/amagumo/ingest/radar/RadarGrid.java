package amagumo.ingest.radar;

import java.util.OptionalInt;

/**
 * A regular latitude-longitude grid. Row 0 is the northernmost, column 0 the westernmost; positions are those of cell
 * centres.
 *
 * @param nx number of columns, at least 1
 * @param ny number of rows, at least 1
 * @param north latitude of the centres of row 0, degrees
 * @param west longitude of the centres of column 0, degrees from -180 to below 180; it may be given modulo 360
 * @param dLat distance between two rows, degrees, above 0
 * @param dLon distance between two columns, degrees, above 0
 * @param earth what the latitudes refer to
 */
public record RadarGrid(int nx, int ny, double north, double west, double dLat, double dLon, Ellipsoid earth) {

    /** Corner points in GRIB2 are whole microdegrees: two grids whose corners differ by less are the same grid. */
    public static final double TOLERANCE_DEGREES = 2e-6;

    public RadarGrid {
        if (nx < 1 || ny < 1) {
            throw new IllegalArgumentException("a grid of %d x %d cells".formatted(nx, ny));
        }
        if (!(dLat > 0 && dLon > 0)) {
            throw new IllegalArgumentException("spacing %s x %s degrees is not positive".formatted(dLat, dLon));
        }
        // Half a microdegree of slack: corners are rounded.
        if (!(north <= 90 && north - (ny - 1) * dLat >= -90 - 1e-6)) {
            throw new IllegalArgumentException("%d rows from latitude %s leave the globe".formatted(ny, north));
        }
        if (!(Math.abs(west) <= 360 && (nx - 1) * dLon <= 360)) {
            throw new IllegalArgumentException("%d columns from longitude %s leave the globe".formatted(nx, west));
        }
        west = Longitudes.wrap(west);
    }

    /** A grid on JMA's ellipsoid. */
    public RadarGrid(int nx, int ny, double north, double west, double dLat, double dLon) {
        this(nx, ny, north, west, dLat, dLon, Ellipsoid.GRS_1980);
    }

    /** The number of cells. */
    public long cells() {
        return (long) nx * ny;
    }

    /** Latitude of the centres of a row, degrees. */
    public double latitude(int row) {
        return north - row * dLat;
    }

    /**
     * Longitude of the centres of a column, degrees, ascending with the columns, beyond 180 if the grid reaches that
     * far.
     */
    public double longitude(int column) {
        return west + column * dLon;
    }

    /** Latitude of the centres of the last row, degrees. */
    public double south() {
        return latitude(ny - 1);
    }

    /** Longitude of the centres of the last column, degrees. */
    public double east() {
        return longitude(nx - 1);
    }

    /** The whole grid as a box of cells. */
    public CellBox allCells() {
        return new CellBox(0, 0, ny, nx);
    }

    /** The outer edges of the outermost cells, half a cell beyond their centres, cut at the poles. */
    public BoundingBox edges() {
        double width = Math.min(Longitudes.TURN, nx * dLon);
        double western = west - dLon / 2;
        return new BoundingBox(
                Math.max(-90, south() - dLat / 2), western, Math.min(90, north + dLat / 2), western + width);
    }

    /** The column that a meridian, modulo 360, crosses; empty if it is beyond the edges of the outermost cells. */
    public OptionalInt columnAt(double longitude) {
        double degrees = Longitudes.eastward(west, longitude);
        double fromCentre = degrees < Longitudes.TURN - dLon / 2 ? degrees : degrees - Longitudes.TURN;
        double column = Math.floor(fromCentre / dLon + 0.5);
        return column >= 0 && column < nx ? OptionalInt.of((int) column) : OptionalInt.empty();
    }

    /**
     * The part of this grid that a box of cells covers.
     *
     * @throws IllegalArgumentException if the box is not inside this grid
     */
    public RadarGrid crop(CellBox box) {
        if (!box.fitsIn(ny, nx)) {
            throw new IllegalArgumentException("%s is not inside a grid of %d x %d cells".formatted(box, nx, ny));
        }
        double western = Longitudes.wrap(longitude(box.column()));
        return new RadarGrid(box.columns(), box.rows(), latitude(box.row()), western, dLat, dLon, earth);
    }

    /**
     * The cells whose centres lie in a box of degrees, its edges included.
     *
     * @throws IllegalArgumentException if there are none, or if they lie at both edges of the grid and not in between
     */
    public CellBox cellsIn(BoundingBox box) {
        int firstRow = firstAtOrBeyond((north - box.north()) / dLat, TOLERANCE_DEGREES / dLat);
        int lastRow = Math.min(ny - 1, lastAtOrBefore((north - box.south()) / dLat, TOLERANCE_DEGREES / dLat));
        int firstColumn = -1;
        int lastColumn = -1;
        for (double turn = -Longitudes.TURN; turn <= Longitudes.TURN; turn += Longitudes.TURN) {
            double slack = TOLERANCE_DEGREES / dLon;
            int first = firstAtOrBeyond((box.west() + turn - west) / dLon, slack);
            int last = Math.min(nx - 1, lastAtOrBefore((box.east() + turn - west) / dLon, slack));
            if (first <= last) {
                if (lastColumn >= 0 && first > lastColumn + 1) {
                    throw new IllegalArgumentException(
                            "cells at both edges of the grid %s, but none in between, lie in %s"
                                    .formatted(describe(), describe(box)));
                }
                firstColumn = firstColumn < 0 ? first : firstColumn;
                lastColumn = last;
            }
        }
        if (lastRow < firstRow || lastColumn < 0) {
            throw new IllegalArgumentException(
                    "no cell of the grid %s lies in %s".formatted(describe(), describe(box)));
        }
        return new CellBox(firstRow, firstColumn, lastRow - firstRow + 1, lastColumn - firstColumn + 1);
    }

    /**
     * The grid whose cells are {@code factor} x {@code factor} cells of this one; rows and columns that do not fill a
     * whole cell are left out at the south and the east.
     *
     * @throws IllegalArgumentException if the factor is below 1 or above the number of rows or columns
     */
    public RadarGrid pooled(int factor) {
        if (factor < 1 || factor > Math.min(nx, ny)) {
            throw new IllegalArgumentException(
                    "a grid of %d x %d cells cannot be pooled by %d".formatted(nx, ny, factor));
        }
        double shift = (factor - 1) / 2.0;
        return new RadarGrid(
                nx / factor,
                ny / factor,
                north - shift * dLat,
                Longitudes.wrap(west + shift * dLon),
                dLat * factor,
                dLon * factor,
                earth);
    }

    /** Whether two grids have the same cells, corners compared to {@link #TOLERANCE_DEGREES}, whatever the ellipsoid. */
    public boolean sameCellsAs(RadarGrid other) {
        return nx == other.nx
                && ny == other.ny
                && near(north, other.north)
                && near(Longitudes.wrap(west - other.west), 0)
                && near(south(), other.south())
                && near(Longitudes.wrap(east() - other.east()), 0);
    }

    private static boolean near(double a, double b) {
        return Math.abs(a - b) <= TOLERANCE_DEGREES;
    }

    private static int firstAtOrBeyond(double position, double slack) {
        return (int) Math.max(0, Math.ceil(position - slack));
    }

    private static int lastAtOrBefore(double position, double slack) {
        return (int) Math.floor(position + slack);
    }

    private String describe() {
        return describe(south(), north, west, east());
    }

    private static String describe(BoundingBox box) {
        return describe(box.south(), box.north(), box.west(), box.east());
    }

    private static String describe(double south, double north, double west, double east) {
        return "%.3f..%.3f N, %.3f..%.3f E".formatted(south, north, west, east);
    }
}
