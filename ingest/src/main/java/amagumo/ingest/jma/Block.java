package amagumo.ingest.jma;

import amagumo.ingest.grib.GribField;
import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarGrid;
import java.util.Optional;

/**
 * One block of a 250 m file and its place in the domain.
 *
 * @param field its data, of at most 255 levels
 * @param cells the cells of the 1 km grid that it covers
 * @param fine whether 4 x 4 of its own cells make one of these, or its cells are these
 */
record Block(GribField field, CellBox cells, boolean fine) {

    /** The number of 250 m cells along the side of a 1 km cell. */
    static final int FINE = 4;

    /** A block in its place, empty if its cells are not cells of either grid. */
    static Optional<Block> of(GribField field) {
        RadarGrid grid = field.grid();
        if (grid.dLat() > BlockMosaic.GRID_1_KM.dLat() / 2) {
            return place(BlockMosaic.GRID_1_KM, grid).map(cells -> new Block(field, cells, false));
        }
        return place(BlockMosaic.GRID_250_M, grid)
                .filter(cells -> (cells.row() | cells.column() | cells.rows() | cells.columns()) % FINE == 0)
                .map(cells -> new Block(
                        field,
                        new CellBox(
                                cells.row() / FINE, cells.column() / FINE, cells.rows() / FINE, cells.columns() / FINE),
                        true));
    }

    private static Optional<CellBox> place(RadarGrid domain, RadarGrid part) {
        long row = Math.round((domain.north() - part.north()) / domain.dLat());
        long column = Math.round((part.west() - domain.west()) / domain.dLon());
        if (row < 0 || column < 0 || row + part.ny() > domain.ny() || column + part.nx() > domain.nx()) {
            return Optional.empty();
        }
        CellBox cells = new CellBox((int) row, (int) column, part.ny(), part.nx());
        return domain.crop(cells).sameCellsAs(part) ? Optional.of(cells) : Optional.empty();
    }

    /** The cells of the 250 m grid that this block covers. */
    CellBox fineCells() {
        return new CellBox(cells.row() * FINE, cells.column() * FINE, cells.rows() * FINE, cells.columns() * FINE);
    }

    /** Copies {@code shared}, cells of the 250 m grid, into the levels of {@code box}, which contains them. */
    void copyInto(byte[] levels, CellBox box, CellBox shared) throws MalformedGribException {
        CellBox own = within(shared, fineCells());
        CellBox at = within(shared, box);
        int target = at.row() * box.columns() + at.column();
        if (fine) {
            byte[] decoded = bytes(field.decode(own));
            for (int r = 0; r < own.rows(); r++) {
                System.arraycopy(decoded, r * own.columns(), levels, target + r * box.columns(), own.columns());
            }
        } else {
            copyStretched(own, levels, target, box.columns());
        }
    }

    /** Copies {@code own}, 250 m cells counted from the block's corner, from a block of 1 km cells. */
    private void copyStretched(CellBox own, byte[] levels, int target, int stride) throws MalformedGribException {
        int firstRow = own.row() / FINE;
        int firstColumn = own.column() / FINE;
        int rows = (own.row() + own.rows() - 1) / FINE - firstRow + 1;
        int columns = (own.column() + own.columns() - 1) / FINE - firstColumn + 1;
        byte[] decoded = bytes(field.decode(new CellBox(firstRow, firstColumn, rows, columns)));

        byte[] line = new byte[own.columns()];
        int lineRow = -1;
        for (int r = 0; r < own.rows(); r++) {
            int row = (own.row() + r) / FINE - firstRow;
            if (row != lineRow) {
                lineRow = row;
                for (int c = 0; c < line.length; c++) {
                    line[c] = decoded[row * columns + (own.column() + c) / FINE - firstColumn];
                }
            }
            System.arraycopy(line, 0, levels, target + r * stride, line.length);
        }
    }

    /** Puts the values of {@code shared}, cells of the 1 km grid, into the rows of {@code box}, which contains them. */
    void meansInto(float[][] means, CellBox box, CellBox shared, float[] values) throws MalformedGribException {
        int size = fine ? FINE : 1;
        CellBox own = within(shared, cells);
        CellBox at = within(shared, box);
        int columns = own.columns() * size;
        byte[] decoded =
                bytes(field.decode(new CellBox(own.row() * size, own.column() * size, own.rows() * size, columns)));
        for (int r = 0; r < own.rows(); r++) {
            float[] row = means[at.row() + r];
            for (int c = 0; c < own.columns(); c++) {
                row[at.column() + c] = mean(decoded, r * size * columns + c * size, columns, size, values);
            }
        }
    }

    private static float mean(byte[] levels, int from, int columns, int size, float[] values) {
        double sum = 0;
        int count = 0;
        for (int r = 0; r < size; r++) {
            for (int c = 0; c < size; c++) {
                int level = levels[from + r * columns + c] & 0xFF;
                if (level != 0) {
                    sum += values[level];
                    count++;
                }
            }
        }
        return count == 0 ? Float.NaN : (float) (sum / count);
    }

    private static CellBox within(CellBox part, CellBox whole) {
        return new CellBox(part.row() - whole.row(), part.column() - whole.column(), part.rows(), part.columns());
    }

    private static byte[] bytes(Levels levels) {
        return ((Levels.Bytes) levels).array();
    }
}
