package amagumo.model.gates;

import amagumo.model.threads.Crew;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One step of the gates of a ConvLSTM cell for one sample, forward and backward:
 *
 * <pre>
 *   i = sigmoid(z_i + wci c')   f = sigmoid(z_f + wcf c')   g = tanh(z_g)
 *   c = f c' + i g              o = sigmoid(z_o + wco c)    h = o tanh(c)
 * </pre>
 *
 * Arrays of gates are {@code [1, rows, columns, 4 * hidden]} in the order i, f, g, o; arrays of states are {@code [1,
 * rows, columns, hidden]}; all are dense and in C order. Implementations keep no state and may be called from several
 * threads at once.
 */
public interface Gates {

    /**
     * Computes the new states.
     *
     * @param parameters bias and peepholes
     * @param gates in: the pre-activations z without bias; out: the activations i, f, g, o
     * @param previous the previous cell state c'
     * @param cell out: the new cell state c; may be {@code previous}, which it then overwrites
     * @param hidden out: the new hidden state h
     * @param crew the threads that compute it
     */
    void forward(
            GateParameters parameters, INDArray gates, INDArray previous, INDArray cell, INDArray hidden, Crew crew);

    /**
     * Computes the new states again from the activations.
     *
     * @param gates the activations that {@code forward} returned
     * @param previous the previous cell state c'
     * @param cell out: the new cell state c
     * @param hidden out: the new hidden state h
     */
    void replay(INDArray gates, INDArray previous, INDArray cell, INDArray hidden);

    /**
     * Takes the gradient of the loss back through one step.
     *
     * @param parameters bias and peepholes
     * @param gates in: the activations that {@code forward} returned; out: dL/dz
     * @param previous the previous cell state c'
     * @param cell the new cell state c
     * @param hiddenGradient dL/dh
     * @param cellGradient in: the part of dL/dc that comes from later steps; out: dL/dc'
     * @param gradient dL/d(parameters), to which this step's share is added
     */
    void backward(
            GateParameters parameters,
            INDArray gates,
            INDArray previous,
            INDArray cell,
            INDArray hiddenGradient,
            INDArray cellGradient,
            GateParameters gradient);
}
