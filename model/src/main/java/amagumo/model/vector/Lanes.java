package amagumo.model.vector;

import java.nio.FloatBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Vectors of floats in arrays on the heap, where the kernels work: the JIT compiler of JDK 17 allocates an object for
 * every vector that is stored to native memory, so blocks of a few kilobytes are copied in and out instead.
 */
public final class Lanes {

    /**
     * The machine's widest vectors, for all kernels: once a process has used vectors of two lengths, the JIT compiler
     * of JDK 17 allocates an object for every sum that a loop carries, and products are a hundred times slower.
     */
    public static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    /** The number of floats in a vector. */
    public static final int STEP = SPECIES.length();

    private Lanes() {}

    /** A view of the array's native memory. It does not keep the memory alive: hold the array while it is used. */
    public static FloatBuffer window(INDArray array) {
        return new FloatPointer(array.data().addressPointer())
                .limit(array.length())
                .asBuffer();
    }

    /** The vector that begins at an index. */
    public static FloatVector load(float[] array, int at) {
        return FloatVector.fromArray(SPECIES, array, at);
    }

    /** The vector that holds one value in every lane. */
    public static FloatVector broadcast(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }

    /** A number of channels, rounded up to whole vectors. */
    public static int padded(int channels) {
        return (channels + STEP - 1) / STEP * STEP;
    }
}
