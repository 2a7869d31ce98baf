package amagumo.model.convlstm;

import amagumo.model.convolution.Convolver;
import amagumo.model.convolution.ConvolverGradient;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The network's parameters and the convolutions with them, forward or backward: made once for a batch, shared by its
 * samples, and closed after it.
 *
 * @param <T> type of one sum of convolutions
 */
final class BoundNetwork<T> implements AutoCloseable {

    private final NetworkArrays parameters;
    private final Map<Part, List<T>> cells = new EnumMap<>(Part.class);
    private final List<T> outputs;
    private final Consumer<T> closer;

    private BoundNetwork(
            EncoderForecasterConfig config,
            Map<String, INDArray> named,
            Function<List<INDArray>, T> maker,
            Consumer<T> closer) {
        parameters = new NetworkArrays(config, named);
        for (Part part : Part.values()) {
            // In parallel, because a single sample waits for them.
            cells.put(
                    part,
                    IntStream.range(0, config.cells().size())
                            .parallel()
                            .mapToObj(layer ->
                                    maker.apply(parameters.cell(part, layer).kernels()))
                            .toList());
        }
        outputs = IntStream.range(0, config.fields())
                .mapToObj(field -> maker.apply(parameters.outputWeights(field)))
                .toList();
        this.closer = closer;
    }

    /** For the forward pass. */
    static BoundNetwork<Convolver> forward(EncoderForecasterConfig config, Map<String, INDArray> parameters) {
        return new BoundNetwork<>(config, parameters, KernelChoice::convolver, convolver -> {});
    }

    /** For the backward pass. */
    static BoundNetwork<ConvolverGradient> backward(EncoderForecasterConfig config, Map<String, INDArray> parameters) {
        return new BoundNetwork<>(config, parameters, KernelChoice::gradient, ConvolverGradient::close);
    }

    NetworkArrays parameters() {
        return parameters;
    }

    /** From input, if the cell has one, and hidden state to the gates of a cell. */
    T cell(Part part, int layer) {
        return cells.get(part).get(layer);
    }

    /** From the hidden states of all layers to the logits of a field. */
    T output(int field) {
        return outputs.get(field);
    }

    @Override
    public void close() {
        cells.values().forEach(layers -> layers.forEach(closer));
        outputs.forEach(closer);
    }
}
