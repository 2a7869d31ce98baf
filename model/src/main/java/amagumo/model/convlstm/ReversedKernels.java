package amagumo.model.convlstm;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The kernels that take gradients back through the network's convolutions, made once for a batch. */
final class ReversedKernels implements AutoCloseable {

    private final Map<Part, INDArray[]> state = new EnumMap<>(Part.class);
    private final Map<Part, INDArray[]> input = new EnumMap<>(Part.class);
    private final INDArray[] output;

    ReversedKernels(EncoderForecasterConfig config, NetworkArrays parameters) {
        int layers = config.cells().size();
        output = new INDArray[layers];
        for (Part part : Part.values()) {
            state.put(part, new INDArray[layers]);
            input.put(part, new INDArray[layers]);
            for (int layer = 0; layer < layers; layer++) {
                NetworkArrays.Cell cell = parameters.cell(part, layer);
                state.get(part)[layer] = Convolution.reversed(cell.stateWeights());
                if (part.hasInput(layer)) {
                    input.get(part)[layer] =
                            Convolution.reversed(cell.inputWeights().orElseThrow());
                }
                output[layer] = Convolution.reversed(parameters.outputWeights(layer));
            }
        }
    }

    INDArray state(Part part, int layer) {
        return state.get(part)[layer];
    }

    INDArray input(Part part, int layer) {
        return input.get(part)[layer];
    }

    INDArray output(int layer) {
        return output[layer];
    }

    @Override
    public void close() {
        for (Part part : Part.values()) {
            for (int layer = 0; layer < output.length; layer++) {
                state(part, layer).close();
                Optional.ofNullable(input(part, layer)).ifPresent(INDArray::close);
            }
        }
        for (INDArray kernel : output) {
            kernel.close();
        }
    }
}
