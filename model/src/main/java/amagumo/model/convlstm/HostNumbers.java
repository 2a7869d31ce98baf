package amagumo.model.convlstm;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The numbers of a dense array in C order, of float or double, to be copied to the heap and back: what takes a few operations
 * an element is done there in one pass, where each of ND4J's operations on a small array costs more than its work. May be
 * used by several threads; the array is to be held as long as this.
 */
final class HostNumbers {

    private final FloatBuffer floats;
    private final DoubleBuffer doubles;

    private HostNumbers(FloatBuffer floats, DoubleBuffer doubles) {
        this.floats = floats;
        this.doubles = doubles;
    }

    /** Those of an array, which the CPU has in its memory from then on. */
    static HostNumbers of(INDArray array) {
        Nd4j.getAffinityManager().ensureLocation(array, Location.HOST);
        Nd4j.getAffinityManager().tagLocation(array, Location.HOST);
        return array.dataType() == DataType.FLOAT
                ? new HostNumbers(
                        new FloatPointer(array.data().addressPointer())
                                .limit(array.length())
                                .asBuffer(),
                        DoubleBuffer.allocate(0))
                : new HostNumbers(
                        FloatBuffer.allocate(0),
                        new DoublePointer(array.data().addressPointer())
                                .limit(array.length())
                                .asBuffer());
    }

    /**
     * Copies some numbers, the first at an index.
     *
     * @param through to work in, at least as long
     */
    void get(int from, double[] into, int count, float[] through) {
        if (doubles.capacity() > 0) {
            doubles.get(from, into, 0, count);
            return;
        }
        floats.get(from, through, 0, count);
        for (int i = 0; i < count; i++) {
            into[i] = through[i];
        }
    }

    /**
     * Replaces some numbers, the first at an index.
     *
     * @param through to work in, at least as long
     */
    void put(int from, double[] values, int count, float[] through) {
        if (doubles.capacity() > 0) {
            doubles.put(from, values, 0, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            through[i] = (float) values[i];
        }
        floats.put(from, through, 0, count);
    }

    /** Copies all numbers of an array of floats. */
    void get(float[] into) {
        floats.get(0, into);
    }

    /** Replaces all numbers of an array of floats. */
    void put(float[] values) {
        floats.put(0, values);
    }
}
