package amagumo.model.convlstm;

import amagumo.model.convlstm.NetworkArrays.Cell;
import amagumo.model.gates.Gates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A sample's way through the network. Owns its states and scratch arrays; one instance a thread. */
final class Forward implements Pool.Closeable {

    private final EncoderForecasterConfig config;
    private final List<Gates> gates;
    private final States states;
    private final List<INDArray> fromInput = new ArrayList<>();
    private final INDArray fromState;

    Forward(EncoderForecasterConfig config, List<Gates> gates, DataType type, long rows, long columns) {
        this.config = config;
        this.gates = gates;
        states = new States(config, type, rows, columns, true);
        for (CellConfig cell : config.cells()) {
            fromInput.add(Nd4j.createUninitialized(type, 1, rows, columns, 4L * cell.hidden()));
        }
        fromState = Nd4j.createUninitialized(type, 1, rows, columns, config.outputChannels());
    }

    /**
     * @param frames {@code [framesGiven, rows, columns, inputChannels]}
     * @param tape out: the gates
     * @param logits out: {@code [leads, rows, columns, outputChannels]}
     */
    void run(NetworkArrays parameters, INDArray frames, Tape tape, INDArray logits) {
        states.rewind();
        for (int step = 0; step < config.steps(); step++) {
            Part part = step < config.inputFrames() ? Part.ENCODER : Part.FORECASTER;
            for (int layer = 0; layer < config.cells().size(); layer++) {
                Optional<INDArray> input = Optional.empty();
                if (part.hasInput(layer)) {
                    input = Optional.of(layer == 0 ? frame(frames, step) : states.hidden(layer - 1, step + 1));
                }
                step(parameters.cell(part, layer), layer, step, input, tape.gates(layer, step));
            }
            if (part == Part.FORECASTER) {
                int lead = step - config.inputFrames();
                INDArray output = frame(logits, lead);
                readOut(parameters, step, output);
                parameters
                        .guess()
                        .ifPresent(guess -> FirstGuessLogits.forward(
                                guess, frame(frames, config.inputFrames() + lead), lead, output));
            }
        }
    }

    private void step(Cell cell, int layer, int step, Optional<INDArray> input, INDArray z) {
        Optional<INDArray> more = Optional.empty();
        if (step == 0) { // the first state is 0, so there is nothing to convolve
            Convolution.forward(input.orElseThrow(), cell.inputWeights().orElseThrow(), z);
        } else {
            Convolution.forward(states.hidden(layer, step), cell.stateWeights(), z);
            if (input.isPresent()) {
                INDArray scratch = fromInput.get(layer);
                Convolution.forward(input.get(), cell.inputWeights().orElseThrow(), scratch);
                more = Optional.of(scratch);
            }
        }
        gates.get(layer)
                .forward(
                        cell.gates(),
                        more,
                        z,
                        states.cell(layer, step),
                        states.cell(layer, step + 1),
                        states.hidden(layer, step + 1));
    }

    private void readOut(NetworkArrays parameters, int step, INDArray logits) {
        Convolution.forward(states.hidden(0, step + 1), parameters.outputWeights(0), logits);
        for (int layer = 1; layer < config.cells().size(); layer++) {
            Convolution.forward(states.hidden(layer, step + 1), parameters.outputWeights(layer), fromState);
            logits.addi(fromState);
        }
        INDArray pixels = logits.reshape('c', logits.length() / config.outputChannels(), config.outputChannels());
        pixels.addiRowVector(parameters.outputBias());
    }

    /** One frame of {@code [frames, rows, columns, channels]} as {@code [1, rows, columns, channels]}. */
    static INDArray frame(INDArray frames, int index) {
        return frames.slice(index).reshape('c', 1, frames.size(1), frames.size(2), frames.size(3));
    }

    @Override
    public void close() {
        states.close();
        fromInput.forEach(INDArray::close);
        fromState.close();
    }
}
