package amagumo.model.convlstm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Hidden and cell state of every layer before each step or, when rolling, only the latest: the hidden state of two
 * steps, because convolutions look at neighbours, and the cell state of one, which overwrites its predecessor.
 */
final class States implements BufferPool.Closeable {

    private final List<Track> hidden = new ArrayList<>();
    private final List<Track> cell = new ArrayList<>();

    States(EncoderForecasterConfig config, DataType type, long rows, long columns, boolean rolling) {
        int all = config.steps() + 1;
        for (CellConfig layer : config.cells()) {
            hidden.add(new Track(type, rolling ? 2 : all, rows, columns, layer.hidden()));
            cell.add(new Track(type, rolling ? 1 : all, rows, columns, layer.hidden()));
        }
    }

    /** The hidden state of a layer before this step, {@code [1, rows, columns, hidden]}. */
    INDArray hidden(int layer, int step) {
        return hidden.get(layer).at(step);
    }

    /** The hidden states of all layers before this step. */
    List<INDArray> hidden(int step) {
        return hidden.stream().map(track -> track.at(step)).toList();
    }

    /**
     * What the convolutions of a cell see in this step: its input, if it has one, and its hidden state, except the one
     * before step 0, which is 0.
     *
     * @param frames the observed frame of a step, {@code [1, rows, columns, inputChannels]}
     */
    List<INDArray> seen(EncoderForecasterConfig config, int layer, int step, IntFunction<INDArray> frames) {
        List<INDArray> seen = new ArrayList<>();
        if (layer > 0) {
            seen.add(hidden(layer - 1, step + 1));
        } else if (step < config.inputFrames()) {
            seen.add(frames.apply(step));
        }
        if (step > 0) {
            seen.add(hidden(layer, step));
        }
        return seen;
    }

    /** The cell state of a layer before this step. */
    INDArray cell(int layer, int step) {
        return cell.get(layer).at(step);
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
        hidden.forEach(Track::close);
        cell.forEach(Track::close);
    }
}
