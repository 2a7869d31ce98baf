package amagumo.model.convlstm;

/**
 * The shape of one ConvLSTM layer, the same in the encoder and the forecaster.
 *
 * @param hidden channels of the hidden and cell state, at least 1
 * @param inputKernel side of the square input-to-state kernel, odd
 * @param stateKernel side of the square state-to-state kernel, odd
 */
public record CellConfig(int hidden, int inputKernel, int stateKernel) {

    public CellConfig {
        if (hidden < 1) {
            throw new IllegalArgumentException("A ConvLSTM layer has at least 1 hidden channel, not " + hidden);
        }
        if (inputKernel < 1 || inputKernel % 2 == 0 || stateKernel < 1 || stateKernel % 2 == 0) {
            throw new IllegalArgumentException(
                    "Kernel sides are odd and positive, not " + inputKernel + " and " + stateKernel);
        }
    }
}
