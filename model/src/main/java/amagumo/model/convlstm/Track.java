package amagumo.model.convlstm;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Frames of one kind over time, {@code [slots, rows, columns, channels]}: with a slot for each step, or with fewer
 * slots used in turn. The memory is native and held until closed.
 */
final class Track implements BufferPool.Closeable {

    private final INDArray all;
    private final List<INDArray> slots = new ArrayList<>();

    Track(DataType type, int slots, long rows, long columns, int channels) {
        all = Nd4j.createUninitialized(type, slots, rows, columns, channels);
        for (int k = 0; k < slots; k++) {
            this.slots.add(range(k, k + 1));
        }
    }

    /** The frame of this step, {@code [1, rows, columns, channels]}. */
    INDArray at(int step) {
        return slots.get(step % slots.size());
    }

    /** The frames of steps {@code from} to {@code to - 1}, {@code [to - from, rows, columns, channels]}. */
    INDArray range(int from, int to) {
        return all.get(NDArrayIndex.interval(from, to), NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.all())
                .reshape('c', to - from, all.size(1), all.size(2), all.size(3));
    }

    @Override
    public void close() {
        all.close();
    }
}
