package amagumo.model.gates.vector;

import java.nio.FloatBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Vectors of floats in arrays on the heap, where the kernels work: the JIT compiler of JDK 17 makes an object of every
 * vector that is stored to native memory, so blocks of a few kilobytes are copied in and out instead.
 */
final class Lanes {

    /** At most 8 lanes, so that common hidden sizes divide evenly. */
    static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() > 8 ? FloatVector.SPECIES_256 : FloatVector.SPECIES_PREFERRED;

    /** Floats in a vector. */
    static final int STEP = SPECIES.length();

    /** Gates in a block: 16 KiB, so that a block and its states stay in the first-level cache. */
    private static final int BLOCK = 4096;

    private Lanes() {}

    /** How many positions make a block, for cells of this size. */
    static int positionsInBlock(int hidden) {
        return Math.max(1, BLOCK / (4 * hidden));
    }

    /** A window on the array's native memory. It does not keep the memory alive: hold the array while it is used. */
    static FloatBuffer window(INDArray array) {
        return new FloatPointer(array.data().addressPointer())
                .limit(array.length())
                .asBuffer();
    }

    /** The array's elements. */
    static float[] copy(INDArray array) {
        float[] copy = new float[(int) array.length()];
        window(array).get(0, copy);
        return copy;
    }

    /** Adds sums to an array. */
    static void addTo(INDArray array, float[] sums) {
        FloatBuffer window = window(array);
        for (int k = 0; k < sums.length; k++) {
            window.put(k, window.get(k) + sums[k]);
        }
    }

    static FloatVector load(float[] array, int at) {
        return FloatVector.fromArray(SPECIES, array, at);
    }
}
