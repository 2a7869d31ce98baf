package amagumo.model.convlstm;

import amagumo.model.convlstm.LogitOffsets.GuessOfField;
import amagumo.model.convolution.Convolver;
import amagumo.model.gates.GateParameters;
import amagumo.model.gates.Gates;
import amagumo.model.threads.Crew;
import amagumo.model.vector.gates.VectorGates;
import amagumo.model.vector.winograd.WinogradConvolver;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The forward pass of one sample. Owns its states and its crew; used for one sample at a time. */
final class Forward implements BufferPool.Closeable {

    private final EncoderForecasterConfig config;
    private final Gates gates;
    private final States states;
    private final Crew crew;

    Forward(EncoderForecasterConfig config, Gates gates, DataType type, long rows, long columns, Crew crew) {
        this.config = config;
        this.gates = gates;
        this.crew = crew;
        states = new States(config, type, rows, columns, true);
    }

    /**
     * @param tape out: the gates
     * @param passage what is read and written
     */
    void run(BoundNetwork<Convolver> network, Tape tape, Passage passage) {
        states.rewind();
        for (int step = 0; step < config.steps(); step++) {
            Part part = step < config.inputFrames() ? Part.ENCODER : Part.FORECASTER;
            for (int layer = 0; layer < config.cells().size(); layer++) {
                List<INDArray> seen = states.seen(config, layer, step, passage::frame);
                GateParameters own = network.parameters().cell(part, layer).gates();
                step(network.cell(part, layer), seen, own, tape, layer, step);
            }
            if (part == Part.FORECASTER) {
                forecast(network, tape, step, passage);
            }
        }
    }

    /**
     * One step of a cell: piece by piece if its convolver and gates can do so, so that no pre-activation leaves the
     * cache.
     */
    private void step(
            Convolver convolver, List<INDArray> seen, GateParameters parameters, Tape tape, int layer, int step) {
        INDArray previous = states.cell(layer, step);
        INDArray cell = states.cell(layer, step + 1);
        INDArray hidden = states.hidden(layer, step + 1);
        if (convolver instanceof WinogradConvolver pieces && gates instanceof VectorGates takers) {
            pieces.run(seen, takers.forward(parameters, tape.recorded(layer, step), previous, cell, hidden), crew);
        } else {
            INDArray z = tape.gates(layer, step);
            convolver.run(seen, z, crew);
            gates.forward(parameters, z, previous, cell, hidden, crew);
        }
    }

    private void forecast(BoundNetwork<Convolver> network, Tape tape, int step, Passage passage) {
        NetworkArrays parameters = network.parameters();
        int lead = step - config.inputFrames();
        for (int field = 0; field < config.fields(); field++) {
            if (!passage.wants(field)) {
                continue;
            }
            int index = lead * config.fields() + field;
            INDArray logits = passage.logits(lead, field);
            network.output(field).run(states.hidden(step + 1), logits, crew);
            Optional<GuessOfField> guess =
                    parameters.guess().map(gainAndBias -> new GuessOfField(index, gainAndBias, tape.guess(index)));
            guess.ifPresent(of -> of.pixels().assign(guess(passage.frame(config.inputFrames() + index), config)));
            LogitOffsets.forward(parameters.outputBias(field), guess, logits, crew);
            passage.done(lead, field);
        }
    }

    /** The channels of a frame that may be a first guess. */
    static INDArray guess(INDArray frame, EncoderForecasterConfig config) {
        return frame.size(3) == config.outputChannels()
                ? frame
                : frame.get(
                        NDArrayIndex.all(),
                        NDArrayIndex.all(),
                        NDArrayIndex.all(),
                        NDArrayIndex.interval(0, config.outputChannels()));
    }

    /** One frame of {@code [frames, rows, columns, channels]} as {@code [1, rows, columns, channels]}. */
    static INDArray frame(INDArray frames, int index) {
        return frames.slice(index).reshape('c', 1, frames.size(1), frames.size(2), frames.size(3));
    }

    @Override
    public void close() {
        states.close();
        crew.close();
    }
}
