package amagumo.model.convlstm;

import amagumo.model.convlstm.LogitOffsets.GuessOfField;
import amagumo.model.convlstm.NetworkArrays.Cell;
import amagumo.model.convolution.ConvolverGradient;
import amagumo.model.gates.Gates;
import amagumo.model.threads.Scratch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The backward pass of one sample, layer by layer from the top, each layer through all steps. Owns its states and
 * scratch arrays; one instance per thread.
 */
final class Backward implements BufferPool.Closeable {

    private final EncoderForecasterConfig config;
    private final Gates gates;
    private final int frames;
    private final int layers;
    private final States states;
    private final List<Track> hiddenGradients = new ArrayList<>();
    private final List<INDArray> cellGradients = new ArrayList<>();
    private final Scratch scratch = new Scratch();

    Backward(EncoderForecasterConfig config, Gates gates, DataType type, long rows, long columns) {
        this.config = config;
        this.gates = gates;
        frames = config.inputFrames();
        layers = config.cells().size();
        states = new States(config, type, rows, columns, false);
        for (CellConfig cell : config.cells()) {
            hiddenGradients.add(new Track(type, config.steps(), rows, columns, cell.hidden()));
            cellGradients.add(Nd4j.createUninitialized(type, 1, rows, columns, cell.hidden()));
        }
    }

    /**
     * @param observed the observed frame of a step, {@code [1, rows, columns, inputChannels]}
     * @param tape the gates of the forward pass, overwritten by their gradients, and the logits of the first guesses
     * @param gradients dL/d(logits) of each field of each lead, {@code [1, rows, columns, outputChannels]}
     * @param sums dL/d(parameters), to which this sample's share is added
     * @param observedGradients dL/d(observed), added to
     */
    void run(
            BoundNetwork<ConvolverGradient> network,
            IntFunction<INDArray> observed,
            Tape tape,
            IntFunction<INDArray> gradients,
            NetworkArrays sums,
            IntFunction<INDArray> observedGradients) {
        replay(tape);
        output(network, tape, gradients, sums);
        for (int layer = layers - 1; layer >= 0; layer--) {
            cellGradients.get(layer).assign(0);
            for (int step = config.steps() - 1; step >= 0; step--) {
                step(network, layer, step, observed, tape.gates(layer, step), sums, observedGradients);
            }
        }
    }

    private void replay(Tape tape) {
        states.rewind();
        for (int layer = 0; layer < layers; layer++) {
            for (int step = 0; step < config.steps(); step++) {
                gates.replay(
                        tape.gates(layer, step),
                        states.cell(layer, step),
                        states.cell(layer, step + 1),
                        states.hidden(layer, step + 1));
            }
        }
    }

    /** The output convolutions and their offsets: their own gradients, and dL/dh of every step as far as it comes from there. */
    private void output(
            BoundNetwork<ConvolverGradient> network, Tape tape, IntFunction<INDArray> gradients, NetworkArrays sums) {
        hiddenGradients.forEach(track -> track.range(0, config.steps()).assign(0));
        for (int lead = 0; lead < config.leads(); lead++) {
            int step = frames + lead;
            List<INDArray> towardsHidden =
                    hiddenGradients.stream().map(track -> track.at(step)).toList();
            for (int field = 0; field < config.fields(); field++) {
                int index = lead * config.fields() + field;
                INDArray own = gradients.apply(index);
                network.output(field)
                        .add(states.hidden(step + 1), own, towardsHidden, sums.outputWeights(field), scratch);
                LogitOffsets.backward(
                        own,
                        sums.outputBias(field),
                        sums.guess().map(guess -> new GuessOfField(index, guess, tape.guess(index))),
                        scratch);
            }
        }
    }

    private void step(
            BoundNetwork<ConvolverGradient> network,
            int layer,
            int step,
            IntFunction<INDArray> observed,
            INDArray dz,
            NetworkArrays sums,
            IntFunction<INDArray> observedGradients) {
        Part part = step < frames ? Part.ENCODER : Part.FORECASTER;
        Cell cellSums = sums.cell(part, layer);
        gates.backward(
                network.parameters().cell(part, layer).gates(),
                dz,
                states.cell(layer, step),
                states.cell(layer, step + 1),
                hiddenGradients.get(layer).at(step),
                cellGradients.get(layer),
                cellSums.gates());
        List<INDArray> seenGradients = new ArrayList<>();
        if (layer > 0) {
            seenGradients.add(hiddenGradients.get(layer - 1).at(step));
        } else if (part == Part.ENCODER) {
            seenGradients.add(observedGradients.apply(step));
        }
        if (step > 0) { // the state before step 0 is 0 and depends on nothing
            seenGradients.add(hiddenGradients.get(layer).at(step - 1));
        }
        network.cell(part, layer)
                .add(states.seen(config, layer, step, observed), dz, seenGradients, cellSums.kernels(), scratch);
    }

    @Override
    public void close() {
        states.close();
        hiddenGradients.forEach(Track::close);
        cellGradients.forEach(INDArray::close);
        scratch.close();
    }
}
