package amagumo.model.gates.vector;

import amagumo.model.vector.Lanes;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How gates and parameters come to the heap and back. */
final class Blocks {

    /** Gates in a block: 16 KiB, so that a block and its states stay in the first-level cache. */
    private static final int SIZE = 4096;

    private Blocks() {}

    /** How many positions make a block, for cells of this size. */
    static int positions(int hidden) {
        return Math.max(1, SIZE / (4 * hidden));
    }

    /** The array's elements. */
    static float[] copy(INDArray array) {
        float[] copy = new float[(int) array.length()];
        Lanes.window(array).get(0, copy);
        return copy;
    }

    /** Adds sums to an array. */
    static void addTo(INDArray array, float[] sums) {
        FloatBuffer window = Lanes.window(array);
        for (int k = 0; k < sums.length; k++) {
            window.put(k, window.get(k) + sums[k]);
        }
    }
}
