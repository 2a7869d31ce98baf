package amagumo.model.convlstm;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The network's convolutions, or their ways back, made once for a batch.
 *
 * @param <T> one sum of convolutions
 */
final class NetworkConvolvers<T> {

    private final Map<Part, List<T>> cells = new EnumMap<>(Part.class);
    private final T output;

    NetworkConvolvers(EncoderForecasterConfig config, NetworkArrays parameters, Function<List<INDArray>, T> maker) {
        for (Part part : Part.values()) {
            // Side by side, for a single sample waits for them.
            cells.put(
                    part,
                    IntStream.range(0, config.cells().size())
                            .parallel()
                            .mapToObj(layer ->
                                    maker.apply(parameters.cell(part, layer).kernels()))
                            .toList());
        }
        output = maker.apply(parameters.outputWeights());
    }

    /** From input, if the cell has one, and hidden state to the gates of a cell. */
    T cell(Part part, int layer) {
        return cells.get(part).get(layer);
    }

    /** From the hidden states of all layers to the logits. */
    T output() {
        return output;
    }

    /** All of them, to be closed. */
    List<T> all() {
        List<T> all = new ArrayList<>();
        cells.values().forEach(all::addAll);
        all.add(output);
        return all;
    }
}
