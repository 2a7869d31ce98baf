package amagumo.model.gates.vector;

import static amagumo.model.gates.vector.NativeFloats.STEP;
import static amagumo.model.gates.vector.NativeFloats.load;
import static amagumo.model.gates.vector.NativeFloats.store;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;

/**
 * The states of one step from its gates, over all positions of a grid.
 *
 * @param row bytes of one position's state
 */
record ReplayPass(int row, ByteBuffer gates, ByteBuffer previous, ByteBuffer cell, ByteBuffer hidden) {

    void position(int position) {
        for (int at = 0; at < row; at += STEP) {
            units(4 * row * position + at, row * position + at);
        }
    }

    private void units(int gateAt, int stateAt) {
        FloatVector kept = load(gates, gateAt + row).mul(load(previous, stateAt));
        FloatVector c = kept.add(load(gates, gateAt).mul(load(gates, gateAt + 2 * row)));
        store(c, cell, stateAt);
        store(load(gates, gateAt + 3 * row).mul(Curves.tanh(c)), hidden, stateAt);
    }
}
