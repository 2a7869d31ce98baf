package amagumo.model.gates.vector;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The native memory of a dense float array, read and written a vector at a time; offsets are in bytes. */
final class NativeFloats {

    /** At most 8 lanes, so that common hidden sizes divide evenly. */
    static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() > 8 ? FloatVector.SPECIES_256 : FloatVector.SPECIES_PREFERRED;

    /** Bytes in a vector. */
    static final int STEP = SPECIES.vectorByteSize();

    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private NativeFloats() {}

    /** A window on the array's memory. It does not keep the memory alive: the array must be held while it is used. */
    static ByteBuffer of(INDArray array) {
        return new FloatPointer(array.data().addressPointer())
                .limit(array.length())
                .asByteBuffer()
                .order(ORDER);
    }

    static FloatVector load(ByteBuffer buffer, int at) {
        return FloatVector.fromByteBuffer(SPECIES, buffer, at, ORDER);
    }

    static void store(FloatVector vector, ByteBuffer buffer, int at) {
        vector.intoByteBuffer(buffer, at, ORDER);
    }

    /** Adds a vector to sums on the heap, at an offset in bytes. */
    static void add(FloatVector vector, float[] sums, int at) {
        int index = at / Float.BYTES;
        FloatVector.fromArray(SPECIES, sums, index).add(vector).intoArray(sums, index);
    }

    /** Adds sums on the heap to an array. */
    static void add(float[] sums, ByteBuffer to) {
        for (int k = 0; k < sums.length; k++) {
            int at = k * Float.BYTES;
            to.putFloat(at, to.getFloat(at) + sums[k]);
        }
    }
}
