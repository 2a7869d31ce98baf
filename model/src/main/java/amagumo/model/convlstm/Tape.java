package amagumo.model.convlstm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gates of every layer while one sample runs through the network, and the logits of its first guesses: for every
 * step, for the backward pass, or only for the latest step if they are needed at all. The states are not part of it,
 * since they can be computed again from the gates at little cost; leaving them out saves a third of what bounds the
 * memory of a batch.
 */
final class Tape implements BufferPool.Closeable {

    private final EncoderForecasterConfig config;
    private final IntFunction<Track> latest;
    private final List<Track> recorded = new ArrayList<>();
    private final Optional<Track> guesses;

    /** By number of channels: layers of one size take turns. */
    private final Map<Integer, Track> taken = new HashMap<>();

    Tape(EncoderForecasterConfig config, DataType type, long rows, long columns, boolean recording) {
        this.config = config;
        latest = channels -> new Track(type, 1, rows, columns, channels);
        if (recording) {
            for (CellConfig layer : config.cells()) {
                recorded.add(new Track(type, config.steps(), rows, columns, 4 * layer.hidden()));
            }
        }
        int fields = recording ? config.leads() * config.fields() : 1;
        guesses = config.firstGuess()
                ? Optional.of(new Track(type, fields, rows, columns, config.outputChannels()))
                : Optional.empty();
    }

    /**
     * The gates of a layer in this step, {@code [1, rows, columns, 4 * hidden]}, on the backward pass their gradients;
     * empty if they are not kept.
     */
    Optional<INDArray> recorded(int layer, int step) {
        return recorded.isEmpty()
                ? Optional.empty()
                : Optional.of(recorded.get(layer).at(step));
    }

    /** The same; if they are not kept, memory for them until those of another layer or step are asked for. */
    INDArray gates(int layer, int step) {
        int channels = 4 * config.cells().get(layer).hidden();
        return recorded(layer, step)
                .orElseGet(() -> taken.computeIfAbsent(channels, latest::apply).at(step));
    }

    /**
     * The first guess of a field and then its logit, {@code [1, rows, columns, outputChannels]}; if they are not kept,
     * valid until another one is asked for.
     *
     * @param index of the field among those of all leads
     */
    INDArray guess(int index) {
        return guesses.orElseThrow().at(index);
    }

    @Override
    public void close() {
        guesses.ifPresent(Track::close);
        recorded.forEach(Track::close);
        taken.values().forEach(Track::close);
    }
}
