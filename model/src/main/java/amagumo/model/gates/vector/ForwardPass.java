package amagumo.model.gates.vector;

import static amagumo.model.gates.vector.NativeFloats.STEP;
import static amagumo.model.gates.vector.NativeFloats.load;
import static amagumo.model.gates.vector.NativeFloats.store;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;

/**
 * One step forward over all positions of a grid.
 *
 * @param row bytes of one position's state
 * @param peepholeRow bytes from one position's peephole weights to the next one's: 0 where they are shared
 */
record ForwardPass(
        int row,
        int peepholeRow,
        ByteBuffer bias,
        ByteBuffer wci,
        ByteBuffer wcf,
        ByteBuffer wco,
        ByteBuffer gates,
        ByteBuffer previous,
        ByteBuffer cell,
        ByteBuffer hidden) {

    /** Adds more pre-activations to those of a position. */
    void addTo(int position, ByteBuffer more) {
        int from = 4 * row * position;
        for (int at = from; at < from + 4 * row; at += STEP) {
            store(load(gates, at).add(load(more, at)), gates, at);
        }
    }

    void position(int position) {
        for (int at = 0; at < row; at += STEP) {
            units(4 * row * position + at, row * position + at, peepholeRow * position + at, at);
        }
    }

    private void units(int gateAt, int stateAt, int peepholeAt, int biasAt) {
        FloatVector before = load(previous, stateAt);
        FloatVector i =
                Curves.sigmoid(z(gateAt, biasAt).add(load(wci, peepholeAt).mul(before)));
        FloatVector f = Curves.sigmoid(
                z(gateAt + row, biasAt + row).add(load(wcf, peepholeAt).mul(before)));
        FloatVector g = Curves.tanh(z(gateAt + 2 * row, biasAt + 2 * row));
        FloatVector c = f.mul(before).add(i.mul(g));
        FloatVector o = Curves.sigmoid(
                z(gateAt + 3 * row, biasAt + 3 * row).add(load(wco, peepholeAt).mul(c)));
        store(c, cell, stateAt);
        store(o.mul(Curves.tanh(c)), hidden, stateAt);
        store(i, gates, gateAt);
        store(f, gates, gateAt + row);
        store(g, gates, gateAt + 2 * row);
        store(o, gates, gateAt + 3 * row);
    }

    private FloatVector z(int gateAt, int biasAt) {
        return load(gates, gateAt).add(load(bias, biasAt));
    }
}
