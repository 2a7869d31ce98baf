package amagumo.model.vector.gates;

import static amagumo.model.vector.Lanes.STEP;
import static amagumo.model.vector.Lanes.load;

import amagumo.model.vector.Lanes;
import jdk.incubator.vector.FloatVector;

/**
 * A backward step over a block of positions. The gradients of the parameters are summed here over the step and then
 * added to those of other steps, which keeps more digits than one long sum would.
 */
final class BackwardBlock {

    /** Units of a state, padded to whole vectors. */
    private final int hidden;

    private final int peepholeRow;
    private final float[] wci;
    private final float[] wcf;
    private final float[] wco;
    private final float[] scratch;
    final float[] gates;
    final float[] previous;
    final float[] cell;
    final float[] hiddenGradient;
    final float[] cellGradient;
    final float[] biasSums;
    final float[] wciSums;
    final float[] wcfSums;
    final float[] wcoSums;
    private final Pass[] step = {
        this::tanh,
        this::outputGate,
        this::forgetGate,
        this::inputGateAndCandidate,
        this::cellGradient,
        this::inputPeephole,
        this::forgetPeephole,
        this::outputPeephole,
        this::bias
    };

    BackwardBlock(HeapParameters parameters) {
        hidden = Lanes.padded(parameters.hidden());
        peepholeRow = parameters.perPosition() ? hidden : 0;
        wci = parameters.wci();
        wcf = parameters.wcf();
        wco = parameters.wco();
        int states = hidden * Blocks.positions(hidden);
        scratch = new float[states];
        gates = new float[4 * states];
        previous = new float[states];
        cell = new float[states];
        hiddenGradient = new float[states];
        cellGradient = new float[states];
        biasSums = new float[4 * hidden];
        wciSums = new float[wci.length];
        wcfSums = new float[wcf.length];
        wcoSums = new float[wco.length];
    }

    /** From dL/dh and dL/dc to dL/dz, dL/dc' and the sums. */
    void step(int first, int positions) {
        Pass.runAll(step, first, positions);
    }

    private void tanh(int first, int positions) {
        for (int at = 0; at < hidden * positions; at += STEP) {
            Curves.tanh(load(cell, at)).intoArray(scratch, at);
        }
    }

    /** dz_o, and the whole of dL/dc. */
    private void outputGate(int first, int positions) {
        for (int p = 0; p < positions; p++) {
            int gateAt = (4 * p + 3) * hidden;
            int peepholeAt = peepholeRow * (first + p);
            for (int k = 0; k < hidden; k += STEP) {
                int at = hidden * p + k;
                FloatVector o = load(gates, gateAt + k);
                FloatVector dh = load(hiddenGradient, at);
                FloatVector tanh = load(scratch, at);
                FloatVector dz = dh.mul(tanh).mul(o.sub(o.mul(o)));
                FloatVector dc = dh.mul(o.sub(o.mul(tanh).mul(tanh)));
                dc = dc.add(load(wco, peepholeAt + k).mul(dz));
                load(cellGradient, at).add(dc).intoArray(cellGradient, at);
                dz.intoArray(gates, gateAt + k);
            }
        }
    }

    /** dz_f, and in the scratch what reaches c' through the forget gate. */
    private void forgetGate(int first, int positions) {
        for (int p = 0; p < positions; p++) {
            int gateAt = (4 * p + 1) * hidden;
            int peepholeAt = peepholeRow * (first + p);
            for (int k = 0; k < hidden; k += STEP) {
                int at = hidden * p + k;
                FloatVector f = load(gates, gateAt + k);
                FloatVector kept = load(cellGradient, at).mul(f);
                FloatVector dz = kept.mul(load(previous, at)).mul(f.neg().add(1));
                kept.add(dz.mul(load(wcf, peepholeAt + k))).intoArray(scratch, at);
                dz.intoArray(gates, gateAt + k);
            }
        }
    }

    /** dz_i and dz_g. */
    private void inputGateAndCandidate(int first, int positions) {
        for (int p = 0; p < positions; p++) {
            int gateAt = 4 * hidden * p;
            for (int k = 0; k < hidden; k += STEP) {
                FloatVector i = load(gates, gateAt + k);
                FloatVector g = load(gates, gateAt + 2 * hidden + k);
                FloatVector taken = load(cellGradient, hidden * p + k).mul(i);
                taken.mul(g).mul(i.neg().add(1)).intoArray(gates, gateAt + k);
                taken.mul(g.mul(g).neg().add(1)).intoArray(gates, gateAt + 2 * hidden + k);
            }
        }
    }

    /** dL/dc': what came through the forget gate and through the input gate's peephole. */
    private void cellGradient(int first, int positions) {
        for (int p = 0; p < positions; p++) {
            int peepholeAt = peepholeRow * (first + p);
            for (int k = 0; k < hidden; k += STEP) {
                FloatVector seen = load(gates, 4 * hidden * p + k).mul(load(wci, peepholeAt + k));
                load(scratch, hidden * p + k).add(seen).intoArray(cellGradient, hidden * p + k);
            }
        }
    }

    private void inputPeephole(int first, int positions) {
        peephole(0, previous, wciSums, first, positions);
    }

    private void forgetPeephole(int first, int positions) {
        peephole(hidden, previous, wcfSums, first, positions);
    }

    private void outputPeephole(int first, int positions) {
        peephole(3 * hidden, cell, wcoSums, first, positions);
    }

    private void peephole(int gate, float[] seen, float[] sums, int first, int positions) {
        for (int p = 0; p < positions; p++) {
            int peepholeAt = peepholeRow * (first + p);
            for (int k = 0; k < hidden; k += STEP) {
                FloatVector share = load(gates, 4 * hidden * p + gate + k).mul(load(seen, hidden * p + k));
                load(sums, peepholeAt + k).add(share).intoArray(sums, peepholeAt + k);
            }
        }
    }

    private void bias(int first, int positions) {
        for (int p = 0; p < positions; p++) {
            for (int k = 0; k < 4 * hidden; k += STEP) {
                load(gates, 4 * hidden * p + k).add(load(biasSums, k)).intoArray(biasSums, k);
            }
        }
    }
}
