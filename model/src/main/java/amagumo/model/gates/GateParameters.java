package amagumo.model.gates;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a cell adds to its convolutions, or the gradient of the loss with respect to it.
 *
 * @param bias {@code [4 * hidden]}, in the order of the gates: i, f, g, o
 * @param wci peephole from the previous cell state to the input gate, {@code [hidden]} or {@code [rows, columns, hidden]}
 * @param wcf peephole from the previous cell state to the forget gate, shaped as {@code wci}
 * @param wco peephole from the new cell state to the output gate, shaped as {@code wci}
 */
public record GateParameters(INDArray bias, INDArray wci, INDArray wcf, INDArray wco) {

    /** Units of the cell's state. */
    public int hidden() {
        return (int) (bias.length() / 4);
    }

    /** Whether each position has peephole weights of its own. */
    public boolean perPosition() {
        return wci.rank() == 3;
    }
}
