package amagumo.model.vector.gates;

import amagumo.model.gates.GateParameters;

/**
 * Bias and peepholes on the heap, where the vector unit reads them; must not be changed.
 *
 * @param hidden units of the cell's state
 * @param perPosition whether each position has peepholes of its own
 */
record HeapParameters(int hidden, boolean perPosition, float[] bias, float[] wci, float[] wcf, float[] wco) {

    static HeapParameters of(GateParameters parameters) {
        return new HeapParameters(
                parameters.hidden(),
                parameters.perPosition(),
                Blocks.copy(parameters.bias(), parameters.hidden()),
                Blocks.copy(parameters.wci(), parameters.hidden()),
                Blocks.copy(parameters.wcf(), parameters.hidden()),
                Blocks.copy(parameters.wco(), parameters.hidden()));
    }

    /** No parameters, for {@link ForwardBlock#replay}. */
    static HeapParameters none(int hidden) {
        return new HeapParameters(hidden, false, new float[0], new float[0], new float[0], new float[0]);
    }
}
