package amagumo.model.convlstm;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/** Tapes that are kept from batch to batch as long as the size of the grid stays the same. */
final class Tapes implements AutoCloseable {

    private final EncoderForecasterConfig config;
    private final DataType type;
    private final boolean recording;
    private final List<Tape> tapes = new ArrayList<>();

    Tapes(EncoderForecasterConfig config, DataType type, boolean recording) {
        this.config = config;
        this.type = type;
        this.recording = recording;
    }

    /** At least this many tapes for grids of this size. */
    List<Tape> get(int count, long rows, long columns) {
        if (!tapes.isEmpty() && !tapes.get(0).fits(rows, columns)) {
            close();
        }
        while (tapes.size() < count) {
            tapes.add(new Tape(config, type, rows, columns, recording));
        }
        return tapes;
    }

    @Override
    public void close() {
        tapes.forEach(Tape::close);
        tapes.clear();
    }
}
