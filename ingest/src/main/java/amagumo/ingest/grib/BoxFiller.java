package amagumo.ingest.grib;

import amagumo.ingest.radar.CellBox;

/** Puts the runs of a grid into the cells of a box of it; cells outside cost a comparison, not a write. */
final class BoxFiller implements RunLength.Runs {

    private final int nx;
    private final CellBox box;
    private final int firstCell;
    private final int endCell;
    private final Cells target;
    private int rowStart;

    /** @param nx number of columns of the grid, in which the box lies */
    BoxFiller(int nx, CellBox box, Cells target) {
        this.nx = nx;
        this.box = box;
        this.firstCell = box.row() * nx;
        this.endCell = (box.row() + box.rows()) * nx;
        this.target = target;
        this.rowStart = firstCell;
    }

    /** The cells of the box, row by row; they are 0, missing, to begin with. */
    interface Cells {
        void fill(int from, int to, int level);
    }

    @Override
    public boolean run(int level, int cell, int count) {
        int to = Math.min(cell + count, endCell);
        if (level != 0 && to > firstCell) {
            int from = Math.max(cell, firstCell);
            if (box.columns() == nx) {
                target.fill(from - firstCell, to - firstCell, level);
            } else {
                fillRows(from, to, level);
            }
        }
        return cell + count < endCell;
    }

    private void fillRows(int from, int to, int level) {
        while (from >= rowStart + nx) {
            rowStart += nx;
        }
        for (int row = rowStart; row < to; row += nx) {
            int left = row + box.column();
            int begin = Math.max(from, left);
            int end = Math.min(to, left + box.columns());
            if (begin < end) {
                int boxRow = (row - firstCell) / nx * box.columns();
                target.fill(boxRow + begin - left, boxRow + end - left, level);
            }
        }
    }
}
