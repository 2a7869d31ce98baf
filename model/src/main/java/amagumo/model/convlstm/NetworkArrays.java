package amagumo.model.convlstm;

import amagumo.model.gates.GateParameters;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The network's parameters, or their gradients, by their place in the network, not by name. */
final class NetworkArrays {

    /**
     * The arrays of one cell.
     *
     * @param kernels the kernel of the input, if there is one, and that of the hidden state, {@code [side, side,
     *     inputs, 4 * hidden]}
     */
    record Cell(List<INDArray> kernels, GateParameters gates) {}

    /** Gain and bias of each field of each lead, {@code [leads * fields]}. */
    record Guess(INDArray gain, INDArray bias) {}

    private final Map<Part, List<Cell>> cells = new EnumMap<>(Part.class);
    private final List<List<INDArray>> outputWeights = new ArrayList<>();
    private final List<INDArray> outputBiases = new ArrayList<>();
    private final Optional<Guess> guess;

    NetworkArrays(EncoderForecasterConfig config, Map<String, INDArray> named) {
        for (Part part : Part.values()) {
            List<Cell> layers = new ArrayList<>();
            for (int layer = 0; layer < config.cells().size(); layer++) {
                layers.add(cell(named, part, layer));
            }
            cells.put(part, List.copyOf(layers));
        }
        INDArray output = named.get(ParameterTable.OUTPUT_WEIGHTS);
        INDArray biases = named.get(ParameterTable.OUTPUT_BIAS);
        int channels = config.outputChannels();
        int from = 0;
        for (int field = 0; field < config.fields(); field++) {
            List<INDArray> layers = new ArrayList<>();
            for (CellConfig cell : config.cells()) {
                INDArray rows = output.get(NDArrayIndex.interval(from, from + cell.hidden()), NDArrayIndex.all());
                layers.add(rows.reshape('c', 1, 1, cell.hidden(), channels));
                from += cell.hidden();
            }
            outputWeights.add(List.copyOf(layers));
            outputBiases.add(biases.get(NDArrayIndex.interval((long) field * channels, (field + 1L) * channels)));
        }
        guess = Optional.ofNullable(named.get(ParameterTable.GUESS_GAIN))
                .map(gain -> new Guess(gain, named.get(ParameterTable.GUESS_BIAS)));
    }

    private static Cell cell(Map<String, INDArray> named, Part part, int layer) {
        INDArray state = named.get(part.parameter(layer, ParameterTable.STATE_WEIGHTS));
        return new Cell(
                part.hasInput(layer)
                        ? List.of(named.get(part.parameter(layer, ParameterTable.INPUT_WEIGHTS)), state)
                        : List.of(state),
                new GateParameters(
                        named.get(part.parameter(layer, ParameterTable.BIAS)),
                        named.get(part.parameter(layer, ParameterTable.INPUT_PEEPHOLE)),
                        named.get(part.parameter(layer, ParameterTable.FORGET_PEEPHOLE)),
                        named.get(part.parameter(layer, ParameterTable.OUTPUT_PEEPHOLE))));
    }

    Cell cell(Part part, int layer) {
        return cells.get(part).get(layer);
    }

    /** The kernels of a field's 1x1 output convolution, one per layer, {@code [1, 1, hidden, outputChannels]}. */
    List<INDArray> outputWeights(int field) {
        return outputWeights.get(field);
    }

    /** {@code [outputChannels]}. */
    INDArray outputBias(int field) {
        return outputBiases.get(field);
    }

    Optional<Guess> guess() {
        return guess;
    }
}
