package amagumo.model.train;

import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.RadarFrame;

/**
 * Where it rains in a frame, coarsely: how many cells of each square of {@value #SIDE} x {@value #SIDE} cells have at
 * least {@value #WET_MM_H} mm/h. It is small enough to keep for every frame of an archive, so wet places can be
 * preferred without decoding.
 */
final class WetMap {

    static final int SIDE = 32;

    private static final float WET_MM_H = 0.5f;

    private final int columns;
    private final short[] wet;

    WetMap(RadarFrame frame) {
        int nx = frame.grid().nx();
        int ny = frame.grid().ny();
        columns = squares(nx);
        wet = new short[squares(ny) * columns];
        boolean[] wetLevel = new boolean[frame.table().maxLevel() + 1];
        for (int level = 1; level < wetLevel.length; level++) {
            wetLevel[level] = frame.table().value(level) >= WET_MM_H;
        }
        for (int r = 0; r < ny; r++) {
            for (int c = 0; c < nx; c++) {
                if (wetLevel[frame.levels().get(r * nx + c)]) {
                    wet[r / SIDE * columns + c / SIDE]++;
                }
            }
        }
    }

    /** The approximate share of wet cells in the squares that a box touches, 0 to 1. */
    double wetIn(CellBox box) {
        int firstRow = box.row() / SIDE;
        int lastRow = (box.row() + box.rows() - 1) / SIDE;
        int firstColumn = box.column() / SIDE;
        int lastColumn = (box.column() + box.columns() - 1) / SIDE;
        long cells = 0;
        for (int r = firstRow; r <= lastRow; r++) {
            for (int c = firstColumn; c <= lastColumn; c++) {
                cells += wet[r * columns + c];
            }
        }
        return cells / ((lastRow - firstRow + 1.0) * (lastColumn - firstColumn + 1) * SIDE * SIDE);
    }

    /** Roughly how much memory it takes. */
    int octets() {
        return Short.BYTES * wet.length;
    }

    private static int squares(int cells) {
        return (cells + SIDE - 1) / SIDE;
    }
}
