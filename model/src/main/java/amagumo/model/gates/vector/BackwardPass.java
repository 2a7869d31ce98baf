package amagumo.model.gates.vector;

import static amagumo.model.gates.vector.NativeFloats.STEP;
import static amagumo.model.gates.vector.NativeFloats.add;
import static amagumo.model.gates.vector.NativeFloats.load;
import static amagumo.model.gates.vector.NativeFloats.store;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;

/**
 * One step back over all positions of a grid. The parameters' gradients are summed over the step on the heap, and added to
 * those of other steps after it, which keeps more digits than one long sum would.
 *
 * @param row bytes of one position's state
 * @param peepholeRow bytes from one position's peephole weights to the next one's: 0 where they are shared
 */
record BackwardPass(
        int row,
        int peepholeRow,
        ByteBuffer wci,
        ByteBuffer wcf,
        ByteBuffer wco,
        ByteBuffer gates,
        ByteBuffer previous,
        ByteBuffer cell,
        ByteBuffer hiddenGradient,
        ByteBuffer cellGradient,
        float[] biasSums,
        float[] wciSums,
        float[] wcfSums,
        float[] wcoSums) {

    void position(int position) {
        for (int at = 0; at < row; at += STEP) {
            units(4 * row * position + at, row * position + at, peepholeRow * position + at, at);
        }
    }

    private void units(int gateAt, int stateAt, int peepholeAt, int biasAt) {
        FloatVector before = load(previous, stateAt);
        FloatVector c = load(cell, stateAt);
        FloatVector dh = load(hiddenGradient, stateAt);
        FloatVector i = load(gates, gateAt);
        FloatVector f = load(gates, gateAt + row);
        FloatVector g = load(gates, gateAt + 2 * row);
        FloatVector o = load(gates, gateAt + 3 * row);
        FloatVector tanh = Curves.tanh(c);
        FloatVector dzo = dh.mul(tanh).mul(o).mul(o.neg().add(1));
        FloatVector dc = load(cellGradient, stateAt)
                .add(dh.mul(o).mul(tanh.mul(tanh).neg().add(1)))
                .add(dzo.mul(load(wco, peepholeAt)));
        FloatVector dzi = dc.mul(g).mul(i).mul(i.neg().add(1));
        FloatVector dzf = dc.mul(before).mul(f).mul(f.neg().add(1));
        FloatVector dzg = dc.mul(i).mul(g.mul(g).neg().add(1));
        FloatVector dBefore = dc.mul(f).add(dzi.mul(load(wci, peepholeAt))).add(dzf.mul(load(wcf, peepholeAt)));
        store(dBefore, cellGradient, stateAt);
        gate(dzi, gateAt, biasAt);
        gate(dzf, gateAt + row, biasAt + row);
        gate(dzg, gateAt + 2 * row, biasAt + 2 * row);
        gate(dzo, gateAt + 3 * row, biasAt + 3 * row);
        add(dzi.mul(before), wciSums, peepholeAt);
        add(dzf.mul(before), wcfSums, peepholeAt);
        add(dzo.mul(c), wcoSums, peepholeAt);
    }

    private void gate(FloatVector dz, int gateAt, int biasAt) {
        store(dz, gates, gateAt);
        add(dz, biasSums, biasAt);
    }
}
