package amagumo.model.convolution.winograd;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import amagumo.model.threads.Scratch;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A matrix for each pair of points of the transform, in native memory, where BLAS multiplies them. Rows are tiles or
 * channels, columns channels, dense and in C order. Memory grows when a larger shape is asked for.
 */
final class Panels implements Scratch.Memory {

    private FloatPointer memory = new FloatPointer();
    private FloatBuffer window = FloatBuffer.allocate(0);
    private final FloatPointer[] panels = new FloatPointer[TileGrid.PANELS];
    private int rows;
    private int columns;

    /** Takes this shape; what the matrices hold is lost where it changes. */
    void shape(int rows, int columns) {
        if (this.rows == rows && this.columns == columns) {
            return;
        }
        this.rows = rows;
        this.columns = columns;
        long length = (long) TileGrid.PANELS * rows * columns;
        if (window.capacity() < length) {
            memory.deallocate();
            memory = new FloatPointer(length);
            window = memory.asBuffer();
        }
        for (int k = 0; k < panels.length; k++) {
            panels[k] = new FloatPointer(memory).position((long) k * rows * columns);
        }
    }

    int columns() {
        return columns;
    }

    /** Sets everything to 0. */
    void clear() {
        memory.position(0);
        Pointer.memset(memory, 0, (long) Float.BYTES * TileGrid.PANELS * rows * columns);
    }

    /** Where in a panel a row begins, for {@link #put} and {@link #get}. */
    private int at(int panel, int row) {
        return (panel * rows + row) * columns;
    }

    /** Writes part of a row, or whole rows, of a panel from an array. */
    void put(int panel, int row, int column, float[] from, int offset, int length) {
        window.put(at(panel, row) + column, from, offset, length);
    }

    /** Writes so many whole rows of all panels, {@code [36][count][columns]}, from a row on. */
    void put(float[] points, int row, int count) {
        int length = count * columns;
        for (int panel = 0; panel < TileGrid.PANELS; panel++) {
            put(panel, row, 0, points, panel * length, length);
        }
    }

    /** Reads part of a row, or whole rows, of a panel into an array. */
    void get(int panel, int row, int column, float[] to, int offset, int length) {
        window.get(at(panel, row) + column, to, offset, length);
    }

    /** {@code this = a b}, panel by panel, with the first so many rows of a, and of b as many as a has columns. */
    void multiply(Panels a, Panels b, int rowsOfA) {
        multiply(CblasNoTrans, a, b, rowsOfA, a.columns, 0);
    }

    /** {@code this = transposed(a) b}, panel by panel, over the first so many rows of both, or added to what there is. */
    void multiplyTransposed(Panels a, Panels b, int rowsOfBoth, boolean add) {
        multiply(CblasTrans, a, b, rows, rowsOfBoth, add ? 1 : 0);
    }

    private void multiply(int turnOfA, Panels a, Panels b, int height, int depth, float kept) {
        for (int k = 0; k < panels.length; k++) {
            cblas_sgemm(
                    CblasRowMajor,
                    turnOfA,
                    CblasNoTrans,
                    height,
                    columns,
                    depth,
                    1,
                    a.panels[k],
                    a.columns,
                    b.panels[k],
                    b.columns,
                    kept,
                    panels[k],
                    columns);
        }
    }

    @Override
    public void close() {
        memory.deallocate();
    }
}
