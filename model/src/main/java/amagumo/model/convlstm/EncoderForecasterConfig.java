package amagumo.model.convlstm;

import amagumo.ingest.window.WindowSpec;
import java.util.Collections;
import java.util.List;

/**
 * The shape of an encoder-forecaster.
 *
 * @param inputFrames frames that the encoder reads, at least 1
 * @param leads frames that the forecaster gives, at least 1
 * @param inputChannels channels of an input frame (after space-to-depth)
 * @param outputChannels channels of an output frame
 * @param cells the ConvLSTM layers from the bottom up, at least one
 * @param peephole how peephole weights are shared
 * @param rows rows of the grid (after space-to-depth), needed by {@link Peephole#CELL} alone; 0 is any
 * @param columns columns of the grid, likewise
 * @param firstGuess whether the input holds, behind the observed frames, a first guess of each lead, whose logit, times a
 *     learnt gain, plus a learnt bias, is added to the lead's logits, so that the network starts from the guess and learns
 *     what is wrong with it; needs as many input as output channels
 */
public record EncoderForecasterConfig(
        int inputFrames,
        int leads,
        int inputChannels,
        int outputChannels,
        List<CellConfig> cells,
        Peephole peephole,
        int rows,
        int columns,
        boolean firstGuess) {

    public EncoderForecasterConfig {
        cells = List.copyOf(cells);
        if (inputFrames < 1 || leads < 1 || inputChannels < 1 || outputChannels < 1 || cells.isEmpty()) {
            throw new IllegalArgumentException("An encoder-forecaster needs frames, leads, channels and layers: "
                    + inputFrames + ", " + leads + ", " + inputChannels + " to " + outputChannels + ", "
                    + cells.size());
        }
        if (peephole == Peephole.CELL ? rows < 1 || columns < 1 : rows != 0 || columns != 0) {
            throw new IllegalArgumentException("Rows and columns are given with CELL peepholes, and only then: "
                    + peephole + ", " + rows + " x " + columns);
        }
        if (firstGuess && inputChannels != outputChannels) {
            throw new IllegalArgumentException(
                    "A first guess can be added to the logits only where input and output have"
                            + " the same channels, not " + inputChannels + " and " + outputChannels);
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

    /** 5 frames in, 15 out, these layers, peepholes shared over positions. */
    public static EncoderForecasterConfig of(int channels, List<CellConfig> cells) {
        return new EncoderForecasterConfig(
                WindowSpec.INPUT_LENGTH, WindowSpec.LEADS, channels, channels, cells, Peephole.CHANNEL, 0, 0, false);
    }

    /** This shape with a first guess of each lead. */
    public EncoderForecasterConfig withFirstGuess() {
        return new EncoderForecasterConfig(
                inputFrames, leads, inputChannels, outputChannels, cells, peephole, rows, columns, true);
    }

    /** This shape with peephole weights for each position of a grid. */
    public EncoderForecasterConfig withCellPeepholes(int rows, int columns) {
        return new EncoderForecasterConfig(
                inputFrames, leads, inputChannels, outputChannels, cells, Peephole.CELL, rows, columns, firstGuess);
    }

    /** Frames of the network's input: those observed, and with a first guess as many again as there are leads. */
    public int framesGiven() {
        return inputFrames + (firstGuess ? leads : 0);
    }

    /** Input frames and leads together. */
    public int steps() {
        return inputFrames + leads;
    }

    /** Channels of all layers' hidden states together. */
    public int totalHidden() {
        return cells.stream().mapToInt(CellConfig::hidden).sum();
    }

    /** Channels of the input of a layer: the frame's for the bottom one, else the hidden state below. */
    int inputsOf(int layer) {
        return layer == 0 ? inputChannels : cells.get(layer - 1).hidden();
    }
}
