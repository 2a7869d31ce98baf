package amagumo.model.convolution;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A dense array of floats in C order in the memory of the CPU, seen as the matrix whose columns are its last dimension.
 *
 * @param transposed whether it is seen transposed
 */
record Matrix(INDArray array, boolean transposed) {

    static Matrix of(INDArray array) {
        return new Matrix(array, false);
    }

    /** The same array, transposed. */
    Matrix turned() {
        return new Matrix(array, !transposed);
    }

    /** {@code this = a b}, or {@code this += a b}; this must not be transposed. */
    void product(Matrix a, Matrix b, boolean add) {
        product(a, b, add, 0, rows());
    }

    /** As {@link #product(Matrix, Matrix, boolean)}, but for some rows of this only; here a must not be transposed. */
    void product(Matrix a, Matrix b, boolean add, int from, int to) {
        cblas_sgemm(
                CblasRowMajor,
                a.transposed ? CblasTrans : CblasNoTrans,
                b.transposed ? CblasTrans : CblasNoTrans,
                to - from,
                columns(),
                a.transposed ? a.rows() : a.columns(),
                1,
                a.memory(from),
                a.columns(),
                b.memory(0),
                b.columns(),
                add ? 1 : 0,
                memory(from),
                columns());
        Reference.reachabilityFence(a.array);
        Reference.reachabilityFence(b.array);
        Reference.reachabilityFence(array);
    }

    private FloatPointer memory(int row) {
        return new FloatPointer(array.data().addressPointer()).getPointer((long) row * columns());
    }

    private int columns() {
        return (int) array.size(-1);
    }

    int rows() {
        return (int) (array.length() / array.size(-1));
    }
}
