package amagumo.model.convlstm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gates of every layer while one sample runs through the network: of each step, for the way back, or of the latest
 * alone. The states are no part of it, since the gates give them again at little cost; this third less is what bounds the
 * memory of a batch.
 */
final class Tape implements Pool.Closeable {

    private final List<Track> gates = new ArrayList<>();

    Tape(EncoderForecasterConfig config, DataType type, long rows, long columns, boolean recording) {
        Map<Integer, Track> latest = new HashMap<>(); // layers of a size take turns
        for (CellConfig layer : config.cells()) {
            gates.add(
                    recording
                            ? new Track(type, config.steps(), rows, columns, 4 * layer.hidden())
                            : latest.computeIfAbsent(
                                    layer.hidden(), hidden -> new Track(type, 1, rows, columns, 4 * hidden)));
        }
    }

    /** The gates of a layer in this step, {@code [1, rows, columns, 4 * hidden]}; on the way back their gradients. */
    INDArray gates(int layer, int step) {
        return gates.get(layer).at(step);
    }

    @Override
    public void close() {
        gates.stream().distinct().forEach(Track::close);
    }
}
