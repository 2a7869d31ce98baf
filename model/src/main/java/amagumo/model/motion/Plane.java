package amagumo.model.motion;

import amagumo.model.threads.Rows;

/**
 * A rectangle of numbers, row by row; beyond its edge the values at the edge continue. Rows are processed in parallel.
 */
record Plane(int rows, int columns, float[] values) {

    static Plane zeros(int rows, int columns) {
        return new Plane(rows, columns, new float[rows * columns]);
    }

    /** Fills a plane row by row. */
    @FunctionalInterface
    interface RowFiller {
        /** Writes the values of a row, the first at {@code values[at]}. */
        void fill(int row, float[] values, int at);
    }

    static Plane filled(int rows, int columns, RowFiller filler) {
        Plane plane = zeros(rows, columns);
        Rows.forEach(rows, columns, r -> filler.fill(r, plane.values, r * columns));
        return plane;
    }

    float at(int row, int column) {
        return values[row * columns + column];
    }

    /** The value between cells, by bilinear interpolation. */
    float at(float row, float column) {
        float y = clamp(row, rows - 1);
        float x = clamp(column, columns - 1);
        int y0 = (int) y;
        int x0 = (int) x;
        int i = y0 * columns + x0;
        int right = x0 < columns - 1 ? 1 : 0;
        int below = y0 < rows - 1 ? columns : 0;
        float fx = x - x0;
        float top = values[i] + fx * (values[i + right] - values[i]);
        float bottom = values[i + below] + fx * (values[i + below + right] - values[i + below]);
        return top + (y - y0) * (bottom - top);
    }

    /** Convolution with a Gaussian that is cut off at three standard deviations. */
    Plane smoothed(double standardDeviation) {
        float[] kernel = gaussian(standardDeviation);
        Plane across = filled(rows, columns, (r, out, at) -> {
            for (int c = 0; c < columns; c++) {
                float sum = kernel[0] * values[at + c];
                for (int k = 1; k < kernel.length; k++) {
                    sum += kernel[k] * (values[at + Math.max(0, c - k)] + values[at + Math.min(columns - 1, c + k)]);
                }
                out[at + c] = sum;
            }
        });
        return filled(rows, columns, (r, out, at) -> {
            for (int k = 0; k < kernel.length; k++) {
                int above = Math.max(0, r - k) * columns;
                int below = Math.min(rows - 1, r + k) * columns;
                float weight = k == 0 ? kernel[0] / 2 : kernel[k];
                for (int c = 0; c < columns; c++) {
                    out[at + c] += weight * (across.values[above + c] + across.values[below + c]);
                }
            }
        });
    }

    /** Means of squares of {@code factor} x {@code factor} cells; those at the far edges may be smaller. */
    Plane pooled(int factor) {
        return filled(ceilDiv(rows, factor), ceilDiv(columns, factor), (r, out, at) -> {
            int pooledColumns = ceilDiv(columns, factor);
            int lastRow = Math.min(rows, (r + 1) * factor);
            for (int c = 0; c < pooledColumns; c++) {
                int lastColumn = Math.min(columns, (c + 1) * factor);
                float sum = 0;
                for (int y = r * factor; y < lastRow; y++) {
                    for (int x = c * factor; x < lastColumn; x++) {
                        sum += values[y * columns + x];
                    }
                }
                out[at + c] = sum / ((lastRow - r * factor) * (lastColumn - c * factor));
            }
        });
    }

    /** A plane twice as fine, cut or continued to the given size, with every value times {@code scale}. */
    Plane refined(int newRows, int newColumns, float scale) {
        return filled(newRows, newColumns, (r, out, at) -> {
            for (int c = 0; c < newColumns; c++) {
                out[at + c] = scale * at((r + 0.5f) / 2 - 0.5f, (c + 0.5f) / 2 - 0.5f);
            }
        });
    }

    /** Central differences along the rows, positive to the east. */
    Plane slopeEast() {
        return filled(rows, columns, (r, out, at) -> {
            for (int c = 0; c < columns; c++) {
                out[at + c] = (values[at + Math.min(columns - 1, c + 1)] - values[at + Math.max(0, c - 1)]) / 2;
            }
        });
    }

    /** Central differences along the columns, positive to the south. */
    Plane slopeSouth() {
        return filled(rows, columns, (r, out, at) -> {
            int above = Math.max(0, r - 1) * columns;
            int below = Math.min(rows - 1, r + 1) * columns;
            for (int c = 0; c < columns; c++) {
                out[at + c] = (values[below + c] - values[above + c]) / 2;
            }
        });
    }

    private static float[] gaussian(double standardDeviation) {
        float[] kernel = new float[(int) Math.ceil(3 * standardDeviation) + 1];
        double sum = 0;
        for (int k = 0; k < kernel.length; k++) {
            kernel[k] = (float) Math.exp(-k * k / (2 * standardDeviation * standardDeviation));
            sum += k == 0 ? kernel[k] : 2 * kernel[k];
        }
        for (int k = 0; k < kernel.length; k++) {
            kernel[k] /= (float) sum;
        }
        return kernel;
    }

    private static float clamp(float position, int last) {
        return Math.max(0, Math.min(last, position));
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }
}
