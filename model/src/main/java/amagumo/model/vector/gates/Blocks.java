package amagumo.model.vector.gates;

import amagumo.model.vector.Lanes;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Copies gates and parameters to the heap and back. Everything is in rows of {@code units} floats, with one row per
 * position for each state and four for the gates; on the heap a row is padded to whole vectors, and nothing depends on
 * the padding.
 */
final class Blocks {

    /** Gate values in a block: 16 KiB, so that a block and its states stay in the first-level cache. */
    private static final int SIZE = 4096;

    private Blocks() {}

    /** How many positions make a block, for cells of this size. */
    static int positions(int units) {
        return Math.max(1, SIZE / (4 * Lanes.padded(units)));
    }

    /** Reads rows, starting with this one. */
    static void read(FloatBuffer window, int row, float[] to, int units, int rows) {
        int padded = Lanes.padded(units);
        if (padded == units) {
            window.get(row * units, to, 0, rows * units);
            return;
        }
        for (int k = 0; k < rows; k++) {
            window.get((row + k) * units, to, k * padded, units);
        }
    }

    /** Reads rows that lie next to each other on the heap. */
    static void read(float[] from, int at, float[] to, int units, int rows) {
        int padded = Lanes.padded(units);
        if (padded == units) {
            System.arraycopy(from, at, to, 0, rows * units);
            return;
        }
        for (int k = 0; k < rows; k++) {
            System.arraycopy(from, at + k * units, to, k * padded, units);
        }
    }

    /** Writes rows, starting with this one. */
    static void write(FloatBuffer window, int row, float[] from, int units, int rows) {
        int padded = Lanes.padded(units);
        if (padded == units) {
            window.put(row * units, from, 0, rows * units);
            return;
        }
        for (int k = 0; k < rows; k++) {
            window.put((row + k) * units, from, k * padded, units);
        }
    }

    /** All rows of an array. */
    static float[] copy(INDArray array, int units) {
        int rows = (int) (array.length() / units);
        float[] copy = new float[rows * Lanes.padded(units)];
        read(Lanes.window(array), 0, copy, units, rows);
        return copy;
    }

    /** Adds sums, in rows as {@link #copy} gives them, to an array. */
    static void addTo(INDArray array, float[] sums, int units) {
        FloatBuffer window = Lanes.window(array);
        int padded = Lanes.padded(units);
        for (int at = 0; at < array.length(); at++) {
            window.put(at, window.get(at) + sums[at / units * padded + at % units]);
        }
    }
}
