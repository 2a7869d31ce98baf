package amagumo.model.motion;

/**
 * Where the trajectories through the cells of a grid began, as offsets from the cell, at the squares of a motion field.
 *
 * @param spacing side of a square in cells
 * @param rowOffsets rows from the cell to the origin, one per square
 * @param columnOffsets columns from the cell to the origin, one per square
 */
record Trajectories(int spacing, Plane rowOffsets, Plane columnOffsets) {

    private static final int MIDPOINT_ITERATIONS = 2;

    /** Trajectories of zero steps. */
    static Trajectories none(MotionField motion) {
        Plane east = motion.eastPlane();
        Plane zero = Plane.zeros(east.rows(), east.columns());
        return new Trajectories(motion.spacing(), zero, zero);
    }

    /**
     * These trajectories, one step longer.
     *
     * @param forward whether they end at the cells; if not, they start there and run backwards
     */
    Trajectories longer(MotionField motion, boolean forward) {
        Plane east = motion.eastPlane();
        Plane south = motion.southPlane();
        float sign = forward ? -1 : 1;
        Plane longerRows = Plane.zeros(east.rows(), east.columns());
        Plane longerColumns = Plane.filled(east.rows(), east.columns(), (r, offsets, at) -> {
            for (int c = 0; c < east.columns(); c++) {
                float y = rowOffsets.values()[at + c];
                float x = columnOffsets.values()[at + c];
                float dy = 0;
                float dx = 0;
                for (int i = 0; i < MIDPOINT_ITERATIONS; i++) {
                    float middleRow = r + (y + dy / 2) / spacing;
                    float middleColumn = c + (x + dx / 2) / spacing;
                    dy = sign * south.at(middleRow, middleColumn);
                    dx = sign * east.at(middleRow, middleColumn);
                }
                longerRows.values()[at + c] = y + dy;
                offsets[at + c] = x + dx;
            }
        });
        return new Trajectories(spacing, longerRows, longerColumns);
    }

    /** Where the cells of a row of the grid with this many columns lie between the centres of squares. */
    Between between(int columns) {
        int[] left = new int[columns];
        float[] share = new float[columns];
        for (int c = 0; c < columns; c++) {
            float x = Math.max(0, (c + 0.5f) / spacing - 0.5f);
            left[c] = Math.min(rowOffsets.columns() - 1, (int) x);
            share[c] = x - left[c];
        }
        return new Between(left, share);
    }

    /**
     * Cells between the centres of squares.
     *
     * @param left the square with the nearest centre to the west, or the first square if there is none
     * @param share how far a cell is from there to the next one, 0 to 1
     */
    record Between(int[] left, float[] share) {

        /** Interpolates values at the centres to the cells, linearly; {@code atCentres} has the last value twice. */
        private void spread(float[] atCentres, float[] out) {
            for (int c = 0; c < out.length; c++) {
                float west = atCentres[left[c]];
                out[c] = west + share[c] * (atCentres[left[c] + 1] - west);
            }
        }
    }

    /** The offsets of the cells of a row of the grid, bilinear between the centres of squares. */
    void offsetsOfRow(int row, Between cells, float[] rowsOut, float[] columnsOut) {
        float y = (row + 0.5f) / spacing - 0.5f;
        cells.spread(atCentres(rowOffsets, y), rowsOut);
        cells.spread(atCentres(columnOffsets, y), columnsOut);
    }

    private static float[] atCentres(Plane offsets, float y) {
        int columns = offsets.columns();
        float[] atCentres = new float[columns + 1];
        for (int c = 0; c < columns; c++) {
            atCentres[c] = offsets.at(y, c);
        }
        atCentres[columns] = atCentres[columns - 1];
        return atCentres;
    }
}
