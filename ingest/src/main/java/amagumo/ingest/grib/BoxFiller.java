package amagumo.ingest.grib;

import amagumo.ingest.radar.CellBox;

/** Puts the runs of a grid into the cells of a box within it; cells outside cost a comparison, not a write. */
final class BoxFiller implements RunLength.Runs {

    private final int nx;
    private final CellBox box;
    private final int firstCell;
    private final int endCell;
    private final Cells target;

    /** Where the last written row begins, in the grid and in the box. */
    private int rowStart;

    private int rowTarget;

    /** @param nx number of columns of the grid that the box lies in */
    BoxFiller(int nx, CellBox box, Cells target) {
        this.nx = nx;
        this.box = box;
        this.firstCell = box.row() * nx;
        this.endCell = (box.row() + box.rows()) * nx;
        this.target = target;
        this.rowStart = firstCell;
    }

    /** The first cell of the grid in a row of the box. */
    int firstCell() {
        return firstCell;
    }

    /** The cells of the box, row by row; they are 0, missing, to begin with. */
    interface Cells {
        void fill(int from, int to, int level);
    }

    @Override
    public boolean run(int level, int cell, int count) {
        if (level != 0) {
            int from = Math.max(cell, firstCell);
            int to = Math.min(cell + count, endCell);
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
            nextRow();
        }
        int column = from - rowStart - box.column();
        if (column >= 0 && column + to - from <= box.columns()) { // most runs lie in one row
            target.fill(rowTarget + column, rowTarget + column + to - from, level);
            return;
        }
        while (true) {
            int left = rowStart + box.column();
            int begin = Math.max(from, left);
            int end = Math.min(to, left + box.columns());
            if (begin < end) {
                target.fill(rowTarget + begin - left, rowTarget + end - left, level);
            }
            if (to <= rowStart + nx) {
                return;
            }
            nextRow();
        }
    }

    private void nextRow() {
        rowStart += nx;
        rowTarget += box.columns();
    }
}
