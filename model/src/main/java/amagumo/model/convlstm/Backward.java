package amagumo.model.convlstm;

import amagumo.model.convlstm.NetworkArrays.Cell;
import amagumo.model.gates.Gates;
import amagumo.model.gates.GatesSelection;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A sample's way back through the network, layer by layer from the top, each through all steps. Owns its states and
 * scratch arrays; one instance a thread.
 */
final class Backward implements Pool.Closeable {

    private final EncoderForecasterConfig config;
    private final List<Gates> gates;
    private final int frames;
    private final int layers;
    private final States states;
    private final List<Track> hiddenGradients = new ArrayList<>();
    private final List<INDArray> cellGradients = new ArrayList<>();
    private final List<INDArray> fromConvolution = new ArrayList<>();
    private final KernelGradient kernelGradient;

    Backward(EncoderForecasterConfig config, List<Gates> gates, DataType type, long rows, long columns) {
        this.config = config;
        this.gates = gates;
        frames = config.inputFrames();
        layers = config.cells().size();
        states = new States(config, type, rows, columns, false);
        long weights = 0;
        for (int layer = 0; layer < layers; layer++) {
            CellConfig cell = config.cells().get(layer);
            hiddenGradients.add(new Track(type, config.steps(), rows, columns, cell.hidden()));
            cellGradients.add(Nd4j.createUninitialized(type, 1, rows, columns, cell.hidden()));
            fromConvolution.add(Nd4j.createUninitialized(type, 1, rows, columns, cell.hidden()));
            weights = Math.max(weights, (long) cell.stateKernel() * cell.stateKernel() * cell.hidden());
            weights = Math.max(weights, (long) cell.inputKernel() * cell.inputKernel() * config.inputsOf(layer));
        }
        kernelGradient = new KernelGradient(type, rows, columns, weights, GatesSelection.onCpu());
    }

    /**
     * @param input {@code [framesGiven, rows, columns, inputChannels]}
     * @param tape the gates of the way forward; overwritten by their gradients
     * @param gradient dL/d(logits), {@code [leads, rows, columns, outputChannels]}
     * @param sums dL/d(parameters), to which this sample's share is added
     * @param inputGradient out: dL/d(input)
     */
    void run(
            NetworkArrays parameters,
            ReversedKernels reversed,
            INDArray input,
            Tape tape,
            INDArray gradient,
            NetworkArrays sums,
            INDArray inputGradient) {
        replay(tape);
        output(reversed, gradient, sums);
        for (int layer = layers - 1; layer >= 0; layer--) {
            cellGradients.get(layer).assign(0);
            for (int step = config.steps() - 1; step >= 0; step--) {
                step(parameters, reversed, layer, step, input, tape.gates(layer, step), sums, inputGradient);
            }
        }
        parameters.guess().ifPresent(guess -> {
            for (int lead = 0; lead < config.leads(); lead++) {
                FirstGuessLogits.backward(
                        guess,
                        Forward.frame(gradient, lead),
                        lead,
                        Forward.frame(input, frames + lead),
                        Forward.frame(inputGradient, frames + lead),
                        sums.guess().orElseThrow());
            }
        });
    }

    private void replay(Tape tape) {
        states.rewind();
        for (int layer = 0; layer < layers; layer++) {
            for (int step = 0; step < config.steps(); step++) {
                gates.get(layer)
                        .replay(
                                tape.gates(layer, step),
                                states.cell(layer, step),
                                states.cell(layer, step + 1),
                                states.hidden(layer, step + 1));
            }
        }
    }

    /** The output convolution: its own gradients, and dL/dh of every step as far as it comes from there. */
    private void output(ReversedKernels reversed, INDArray gradient, NetworkArrays sums) {
        for (int layer = 0; layer < layers; layer++) {
            hiddenGradients.get(layer).range(0, frames).assign(0);
            for (int lead = 0; lead < config.leads(); lead++) {
                INDArray share = Forward.frame(gradient, lead);
                INDArray hidden = states.hidden(layer, frames + lead + 1);
                kernelGradient.add(hidden, share, sums.outputWeights(layer));
                Convolution.forward(
                        share,
                        reversed.output(layer),
                        hiddenGradients.get(layer).at(frames + lead));
            }
        }
        INDArray pixels = gradient.reshape('c', gradient.length() / gradient.size(3), gradient.size(3));
        sums.outputBias().addi(pixels.sum(0));
    }

    private void step(
            NetworkArrays parameters,
            ReversedKernels reversed,
            int layer,
            int step,
            INDArray input,
            INDArray dz,
            NetworkArrays sums,
            INDArray inputGradient) {
        Part part = step < frames ? Part.ENCODER : Part.FORECASTER;
        Cell cellSums = sums.cell(part, layer);
        gates.get(layer)
                .backward(
                        parameters.cell(part, layer).gates(),
                        dz,
                        states.cell(layer, step),
                        states.cell(layer, step + 1),
                        hiddenGradients.get(layer).at(step),
                        cellGradients.get(layer),
                        cellSums.gates());
        if (step > 0) { // the state before step 0 is 0 and nobody's
            kernelGradient.add(states.hidden(layer, step), dz, cellSums.stateWeights());
            addBack(dz, reversed.state(part, layer), layer, step - 1);
        }
        if (layer > 0) {
            INDArray below = states.hidden(layer - 1, step + 1);
            kernelGradient.add(below, dz, cellSums.inputWeights().orElseThrow());
            addBack(dz, reversed.input(part, layer), layer - 1, step);
        } else if (part == Part.ENCODER) {
            kernelGradient.add(
                    Forward.frame(input, step), dz, cellSums.inputWeights().orElseThrow());
            Convolution.forward(dz, reversed.input(part, layer), Forward.frame(inputGradient, step));
        }
    }

    /** Adds what comes back through a convolution to the hidden gradient of a layer and step. */
    private void addBack(INDArray dz, INDArray reversed, int layer, int step) {
        INDArray share = fromConvolution.get(layer);
        Convolution.forward(dz, reversed, share);
        hiddenGradients.get(layer).at(step).addi(share);
    }

    @Override
    public void close() {
        states.close();
        hiddenGradients.forEach(Track::close);
        cellGradients.forEach(INDArray::close);
        fromConvolution.forEach(INDArray::close);
        kernelGradient.close();
    }
}
