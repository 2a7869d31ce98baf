package amagumo.model.convlstm;

import amagumo.model.convlstm.NetworkArrays.Cell;
import amagumo.model.convlstm.NetworkArrays.Guess;
import amagumo.model.gates.Gates;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * One sample's way back through the network: layer by layer from the top, each through all steps, so that the weights'
 * gradients are single convolutions over all steps. Overwrites the gates on the tape by their gradients.
 */
final class Backward {

    private final EncoderForecasterConfig config;
    private final List<Gates> gates;
    private final NetworkArrays parameters;
    private final int frames;
    private final int steps;

    Backward(EncoderForecasterConfig config, List<Gates> gates, NetworkArrays parameters) {
        this.config = config;
        this.gates = gates;
        this.parameters = parameters;
        frames = config.inputFrames();
        steps = frames + config.leads();
    }

    /**
     * @param input {@code [framesGiven, rows, columns, inputChannels]}
     * @param tape the recording of the way forward
     * @param gradient dL/d(logits), {@code [leads, rows, columns, outputChannels]}
     * @param sums dL/d(parameters), to which this sample's share is added
     * @return dL/d(input)
     */
    INDArray run(INDArray input, Tape tape, INDArray gradient, NetworkArrays sums) {
        sums.outputBias().addi(pixels(gradient).sum(0));
        Optional<INDArray> fromAbove = Optional.empty();
        for (int layer = config.cells().size() - 1; layer >= 0; layer--) {
            INDArray hiddenGradient = hiddenGradient(layer, tape, gradient, fromAbove, sums);
            backThroughTime(layer, tape, hiddenGradient, sums);
            stateWeights(layer, tape, sums);
            fromAbove = Optional.of(inputWeights(layer, input, tape, sums));
        }
        INDArray inputGradient = fromAbove.orElseThrow();
        return parameters
                .guess()
                .map(guess -> withGuesses(guess, input, gradient, inputGradient, sums))
                .orElse(inputGradient);
    }

    /** Adds the gradients of gains and biases, and returns dL/d(input) with the first guesses behind the frames. */
    private INDArray withGuesses(
            Guess guess, INDArray input, INDArray gradient, INDArray frameGradient, NetworkArrays sums) {
        INDArray all = input.ulike();
        range(all, 0, frames).assign(frameGradient);
        for (int lead = 0; lead < config.leads(); lead++) {
            FirstGuessLogits.backward(
                    guess,
                    Forward.frame(gradient, lead),
                    lead,
                    Forward.frame(input, frames + lead),
                    Forward.frame(all, frames + lead),
                    sums.guess().orElseThrow());
        }
        return all;
    }

    /** dL/dh of every step of a layer as far as it comes from the output and from the layer above. */
    private INDArray hiddenGradient(
            int layer, Tape tape, INDArray gradient, Optional<INDArray> fromAbove, NetworkArrays sums) {
        INDArray states = tape.hiddenRange(layer, frames + 1, steps + 1);
        INDArray all = fromAbove.orElseGet(
                () -> Nd4j.create(states.dataType(), steps, states.size(1), states.size(2), states.size(3)));
        INDArray weights = parameters.outputWeights(layer);
        INDArray fromOutput = states.ulike();
        INDArray share = weights.ulike();
        Convolution.backward(states, weights, gradient, fromOutput, share);
        sums.outputWeights(layer).addi(share);
        range(all, frames, steps).addi(fromOutput);
        return all;
    }

    private void backThroughTime(int layer, Tape tape, INDArray hiddenGradient, NetworkArrays sums) {
        INDArray cellGradient = tape.cell(layer, 0).ulike().assign(0);
        INDArray fromLater = cellGradient.ulike();
        for (int step = steps - 1; step >= 0; step--) {
            Part part = step < frames ? Part.ENCODER : Part.FORECASTER;
            INDArray dh = Forward.frame(hiddenGradient, step);
            if (step < steps - 1) {
                dh.addi(fromLater);
            }
            gates.get(layer)
                    .backward(
                            parameters.cell(part, layer).gates(),
                            tape.gates(layer, step),
                            tape.cell(layer, step),
                            tape.cell(layer, step + 1),
                            dh,
                            cellGradient,
                            sums.cell(part, layer).gates());
            if (step > 0) {
                INDArray kernel = parameters.cell(part, layer).stateWeights();
                Convolution.forward(tape.gates(layer, step), Convolution.reversed(kernel), fromLater);
            }
        }
    }

    private void stateWeights(int layer, Tape tape, NetworkArrays sums) {
        for (Part part : Part.values()) {
            int from = part == Part.ENCODER ? 1 : frames; // the state before step 0 is 0
            int to = part == Part.ENCODER ? frames : steps;
            if (from == to) {
                continue;
            }
            INDArray states = tape.hiddenRange(layer, from, to);
            INDArray kernel = parameters.cell(part, layer).stateWeights();
            INDArray share = kernel.ulike();
            Convolution.backward(states, kernel, tape.gatesRange(layer, from, to), states.ulike(), share);
            sums.cell(part, layer).stateWeights().addi(share);
        }
    }

    /** Adds the input kernels' gradients and returns dL/d(input of the layer) of every step that has one. */
    private INDArray inputWeights(int layer, INDArray input, Tape tape, NetworkArrays sums) {
        INDArray first = layer == 0 ? range(input, 0, frames) : tape.hiddenRange(layer - 1, 1, frames + 1);
        INDArray below = Nd4j.createUninitialized(
                input.dataType(), layer == 0 ? frames : steps, first.size(1), first.size(2), first.size(3));
        Cell encoder = parameters.cell(Part.ENCODER, layer);
        Cell encoderSums = sums.cell(Part.ENCODER, layer);
        inputConvolution(first, tape.gatesRange(layer, 0, frames), encoder, range(below, 0, frames), encoderSums);
        if (layer > 0) {
            inputConvolution(
                    tape.hiddenRange(layer - 1, frames + 1, steps + 1),
                    tape.gatesRange(layer, frames, steps),
                    parameters.cell(Part.FORECASTER, layer),
                    range(below, frames, steps),
                    sums.cell(Part.FORECASTER, layer));
        }
        return below;
    }

    private static void inputConvolution(
            INDArray input, INDArray gradient, Cell cell, INDArray inputGradient, Cell sums) {
        INDArray kernel = cell.inputWeights().orElseThrow();
        INDArray share = kernel.ulike();
        Convolution.backward(input, kernel, gradient, inputGradient, share);
        sums.inputWeights().orElseThrow().addi(share);
    }

    private static INDArray range(INDArray steps, int from, int to) {
        return steps.get(NDArrayIndex.interval(from, to), NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.all())
                .reshape('c', to - from, steps.size(1), steps.size(2), steps.size(3));
    }

    private static INDArray pixels(INDArray gradient) {
        return gradient.reshape('c', gradient.length() / gradient.size(3), gradient.size(3));
    }
}
