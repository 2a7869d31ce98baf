package amagumo.model.convlstm;

import amagumo.ingest.window.WindowSpec;
import java.util.Collections;
import java.util.List;

/**
 * The shape of an encoder-forecaster.
 *
 * @param inputFrames frames that the encoder reads, at least 1
 * @param leads frames that the forecaster produces, at least 1
 * @param inputChannels channels of an input frame (after space-to-depth)
 * @param outputChannels channels of a field of a lead
 * @param fields fields of each lead, at least 1: one of rain rates, and any others that are forecast with it
 * @param cells the ConvLSTM layers from the bottom up, at least one
 * @param peephole how peephole weights are shared
 * @param rows rows of the grid (after space-to-depth), needed for {@link Peephole#CELL} only; 0 means any
 * @param columns columns of the grid, likewise
 * @param firstGuess whether the input holds, after the observed frames, a first guess of each field of each lead. Its
 *     logit, times a learnt gain plus a learnt bias, is added to the field's logits, so the network starts from the
 *     guess and learns what is wrong with it; a guess is the first {@code outputChannels} channels of its frame
 */
public record EncoderForecasterConfig(
        int inputFrames,
        int leads,
        int inputChannels,
        int outputChannels,
        int fields,
        List<CellConfig> cells,
        Peephole peephole,
        int rows,
        int columns,
        boolean firstGuess) {

    public EncoderForecasterConfig {
        cells = List.copyOf(cells);
        if (inputFrames < 1 || leads < 1 || inputChannels < 1 || outputChannels < 1 || fields < 1 || cells.isEmpty()) {
            throw new IllegalArgumentException(
                    "An encoder-forecaster needs frames, leads, channels, fields and layers: "
                            + inputFrames + ", " + leads + ", " + inputChannels + " to " + outputChannels + ", "
                            + fields + ", "
                            + cells.size());
        }
        if (peephole == Peephole.CELL ? rows < 1 || columns < 1 : rows != 0 || columns != 0) {
            throw new IllegalArgumentException("Rows and columns are given with CELL peepholes, and only then: "
                    + peephole + ", " + rows + " x " + columns);
        }
        if (firstGuess && inputChannels < outputChannels) {
            throw new IllegalArgumentException(
                    "A first guess of " + outputChannels + " channels does not fit into frames of " + inputChannels);
        }
    }

    /**
     * The paper's network, ConvLSTM(3x3)-3x3-64-3x3-64 with 5 frames in and 15 out, peepholes shared over positions.
     *
     * @param channels channels of a frame: 4 for patches of 2 x 2
     */
    public static EncoderForecasterConfig paper(int channels) {
        return of(channels, Collections.nCopies(2, new CellConfig(64, 3, 3)));
    }

    /** A network with 5 frames in, 15 out, these layers, and peepholes shared over positions. */
    public static EncoderForecasterConfig of(int channels, List<CellConfig> cells) {
        return new EncoderForecasterConfig(
                WindowSpec.INPUT_LENGTH, WindowSpec.LEADS, channels, channels, 1, cells, Peephole.CHANNEL, 0, 0, false);
    }

    /** This shape with a first guess of each lead. */
    public EncoderForecasterConfig withFirstGuess() {
        return new EncoderForecasterConfig(
                inputFrames, leads, inputChannels, outputChannels, fields, cells, peephole, rows, columns, true);
    }

    /** This shape with peephole weights for each position of a grid. */
    public EncoderForecasterConfig withCellPeepholes(int rows, int columns) {
        return new EncoderForecasterConfig(
                inputFrames,
                leads,
                inputChannels,
                outputChannels,
                fields,
                cells,
                Peephole.CELL,
                rows,
                columns,
                firstGuess);
    }

    /** This shape with this many fields per lead, and this many more channels in an observed frame than in a field. */
    public EncoderForecasterConfig withFields(int fields, int moreInputChannels) {
        return new EncoderForecasterConfig(
                inputFrames,
                leads,
                inputChannels + moreInputChannels,
                outputChannels,
                fields,
                cells,
                peephole,
                rows,
                columns,
                firstGuess);
    }

    /**
     * Number of frames in the network's input: the observed ones, plus one for each field of each lead if it has a
     * first guess.
     */
    public int framesGiven() {
        return inputFrames + (firstGuess ? leads * fields : 0);
    }

    /** The index of the input frame that is the first guess of a field of a lead; both count from 0. */
    public int guessFrame(int lead, int field) {
        return inputFrames + lead * fields + field;
    }

    /** Channels of all fields of a lead together. */
    public int leadChannels() {
        return outputChannels * fields;
    }

    /** Input frames and leads together. */
    public int steps() {
        return inputFrames + leads;
    }

    /** Channels of all layers' hidden states together. */
    public int totalHidden() {
        return cells.stream().mapToInt(CellConfig::hidden).sum();
    }

    /**
     * Channels of a layer's input: those of the frame for the bottom one, those of the hidden state below for the
     * others.
     */
    int inputsOf(int layer) {
        return layer == 0 ? inputChannels : cells.get(layer - 1).hidden();
    }
}
