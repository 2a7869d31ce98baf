package amagumo.model.convlstm;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** The parameters of an encoder-forecaster by name, in the order in which they lie in the network's flat array. */
final class ParameterTable {

    static final String INPUT_WEIGHTS = "Wx";
    static final String STATE_WEIGHTS = "Wh";
    static final String BIAS = "b";
    static final String INPUT_PEEPHOLE = "Wci";
    static final String FORGET_PEEPHOLE = "Wcf";
    static final String OUTPUT_PEEPHOLE = "Wco";
    static final String OUTPUT_WEIGHTS = "output.W";
    static final String OUTPUT_BIAS = "output.b";
    static final String GUESS_GAIN = "guess.gain";
    static final String GUESS_BIAS = "guess.bias";

    /** The kind of a parameter, which decides its initial values and whether weight decay applies. */
    enum Kind {
        /** {@code [side, side, inputs, outputs]}, or {@code [fields * inputs, outputs]} for the 1x1 output convolutions. */
        KERNEL,
        PEEPHOLE,
        BIAS,
        GAIN
    }

    /** One parameter. */
    record Entry(String name, Kind kind, long... shape) {

        long length() {
            return LongStream.of(shape).reduce(1, Math::multiplyExact);
        }
    }

    private ParameterTable() {}

    static List<Entry> of(EncoderForecasterConfig config) {
        List<Entry> entries = new ArrayList<>();
        for (Part part : Part.values()) {
            for (int layer = 0; layer < config.cells().size(); layer++) {
                addCell(entries, config, part, layer);
            }
        }
        entries.add(new Entry(
                OUTPUT_WEIGHTS, Kind.KERNEL, (long) config.fields() * config.totalHidden(), config.outputChannels()));
        entries.add(new Entry(OUTPUT_BIAS, Kind.BIAS, config.leadChannels()));
        if (config.firstGuess()) {
            entries.add(new Entry(GUESS_GAIN, Kind.GAIN, (long) config.leads() * config.fields()));
            entries.add(new Entry(GUESS_BIAS, Kind.BIAS, (long) config.leads() * config.fields()));
        }
        return entries;
    }

    private static void addCell(List<Entry> entries, EncoderForecasterConfig config, Part part, int layer) {
        CellConfig cell = config.cells().get(layer);
        int units = cell.hidden();
        if (part.hasInput(layer)) {
            int side = cell.inputKernel();
            entries.add(new Entry(
                    part.parameter(layer, INPUT_WEIGHTS), Kind.KERNEL, side, side, config.inputsOf(layer), 4L * units));
        }
        int side = cell.stateKernel();
        entries.add(new Entry(part.parameter(layer, STATE_WEIGHTS), Kind.KERNEL, side, side, units, 4L * units));
        entries.add(new Entry(part.parameter(layer, BIAS), Kind.BIAS, 4L * units));
        long[] shape = config.peephole() == Peephole.CELL
                ? new long[] {config.rows(), config.columns(), units}
                : new long[] {units};
        for (String name : List.of(INPUT_PEEPHOLE, FORGET_PEEPHOLE, OUTPUT_PEEPHOLE)) {
            entries.add(new Entry(part.parameter(layer, name), Kind.PEEPHOLE, shape));
        }
    }
}
