package amagumo.model.convlstm;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The states of every layer while one sample runs through the network: hidden and cell state before each step, and the
 * gates of each step. A recording tape keeps them all, for the way back; a rolling one keeps the two latest. Native
 * memory, held until closed.
 */
final class Tape implements AutoCloseable {

    /** One kind of array over time: {@code [slots, rows, columns, channels]} and its slots as arrays of their own. */
    private static final class Track {
        final INDArray all;
        final List<INDArray> slots = new ArrayList<>();

        Track(DataType type, int slots, long rows, long columns, int channels) {
            all = Nd4j.create(type, slots, rows, columns, channels);
            for (int k = 0; k < slots; k++) {
                this.slots.add(range(k, k + 1));
            }
        }

        INDArray range(int from, int to) {
            return all.get(NDArrayIndex.interval(from, to), NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.all())
                    .reshape('c', to - from, all.size(1), all.size(2), all.size(3));
        }

        INDArray at(int step) {
            return slots.get(step % slots.size());
        }
    }

    private final List<Track> hidden = new ArrayList<>();
    private final List<Track> cell = new ArrayList<>();
    private final List<Track> gates = new ArrayList<>();
    private final long rows;
    private final long columns;

    /** A tape for grids of this size. */
    Tape(EncoderForecasterConfig config, DataType type, long rows, long columns, boolean recording) {
        this.rows = rows;
        this.columns = columns;
        int steps = config.inputFrames() + config.leads();
        for (CellConfig layer : config.cells()) {
            hidden.add(new Track(type, recording ? steps + 1 : 2, rows, columns, layer.hidden()));
            cell.add(new Track(type, recording ? steps + 1 : 2, rows, columns, layer.hidden()));
            gates.add(new Track(type, recording ? steps : 1, rows, columns, 4 * layer.hidden()));
        }
    }

    boolean fits(long rows, long columns) {
        return this.rows == rows && this.columns == columns;
    }

    /** The hidden state of a layer before this step, {@code [1, rows, columns, hidden]}. */
    INDArray hidden(int layer, int step) {
        return hidden.get(layer).at(step);
    }

    /** The cell state of a layer before this step. */
    INDArray cell(int layer, int step) {
        return cell.get(layer).at(step);
    }

    /** The gates of a layer in this step, {@code [1, rows, columns, 4 * hidden]}. */
    INDArray gates(int layer, int step) {
        return gates.get(layer).at(step);
    }

    /** The hidden states before steps {@code from} to {@code to - 1} of a recording, {@code [steps, ...]}. */
    INDArray hiddenRange(int layer, int from, int to) {
        return hidden.get(layer).range(from, to);
    }

    /** The gates in steps {@code from} to {@code to - 1} of a recording, {@code [steps, ...]}. */
    INDArray gatesRange(int layer, int from, int to) {
        return gates.get(layer).range(from, to);
    }

    /** Sets the states before the first step to 0. */
    void rewind() {
        for (int layer = 0; layer < hidden.size(); layer++) {
            hidden(layer, 0).assign(0);
            cell(layer, 0).assign(0);
        }
    }

    @Override
    public void close() {
        for (List<Track> tracks : List.of(hidden, cell, gates)) {
            tracks.forEach(track -> track.all.close());
        }
    }
}
