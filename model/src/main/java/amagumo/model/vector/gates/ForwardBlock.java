package amagumo.model.vector.gates;

import static amagumo.model.vector.Lanes.STEP;
import static amagumo.model.vector.Lanes.load;

import amagumo.model.vector.Lanes;
import jdk.incubator.vector.FloatVector;

/** A forward step over a block of positions. */
final class ForwardBlock {

    /** Units of a state, padded to whole vectors. */
    private final int hidden;

    private final int peepholeRow;
    private final float[] bias;
    private final float[] wci;
    private final float[] wcf;
    private final float[] wco;
    final float[] gates;
    final float[] previous;
    final float[] cell;
    final float[] state;
    private final Pass[] step = {
        this::inputGate, this::forgetGate, this::candidate, this::cell, this::outputGate, this::tanhOfCell, this::hidden
    };
    private final Pass[] replay = {this::cell, this::tanhOfCell, this::hidden};

    ForwardBlock(HeapParameters parameters) {
        hidden = Lanes.padded(parameters.hidden());
        peepholeRow = parameters.perPosition() ? hidden : 0;
        bias = parameters.bias();
        wci = parameters.wci();
        wcf = parameters.wcf();
        wco = parameters.wco();
        int states = hidden * Blocks.positions(hidden);
        gates = new float[4 * states];
        previous = new float[states];
        cell = new float[states];
        state = new float[states];
    }

    /** From pre-activations to gates and states. */
    void step(int first, int positions) {
        Pass.runAll(step, first, positions);
    }

    /** From gates to states. */
    void replay(int first, int positions) {
        Pass.runAll(replay, first, positions);
    }

    private void inputGate(int first, int positions) {
        sigmoid(0, wci, previous, first, positions);
    }

    private void forgetGate(int first, int positions) {
        sigmoid(hidden, wcf, previous, first, positions);
    }

    private void outputGate(int first, int positions) {
        sigmoid(3 * hidden, wco, cell, first, positions);
    }

    private void sigmoid(int gate, float[] peephole, float[] seen, int first, int positions) {
        for (int p = 0; p < positions; p++) {
            int gateAt = 4 * hidden * p + gate;
            int peepholeAt = peepholeRow * (first + p);
            for (int k = 0; k < hidden; k += STEP) {
                FloatVector z = load(gates, gateAt + k).add(load(bias, gate + k));
                z = z.add(load(peephole, peepholeAt + k).mul(load(seen, hidden * p + k)));
                Curves.sigmoid(z).intoArray(gates, gateAt + k);
            }
        }
    }

    private void candidate(int first, int positions) {
        for (int p = 0; p < positions; p++) {
            int gateAt = (4 * p + 2) * hidden;
            for (int k = 0; k < hidden; k += STEP) {
                FloatVector z = load(gates, gateAt + k).add(load(bias, 2 * hidden + k));
                Curves.tanh(z).intoArray(gates, gateAt + k);
            }
        }
    }

    /** c = f c' + i g. */
    private void cell(int first, int positions) {
        for (int p = 0; p < positions; p++) {
            int gateAt = 4 * hidden * p;
            for (int k = 0; k < hidden; k += STEP) {
                FloatVector kept = load(gates, gateAt + hidden + k).mul(load(previous, hidden * p + k));
                FloatVector taken = load(gates, gateAt + k).mul(load(gates, gateAt + 2 * hidden + k));
                kept.add(taken).intoArray(cell, hidden * p + k);
            }
        }
    }

    /**
     * The first half of h = o tanh(c): in one pass with the second half, the JIT compiler would not keep the vector in
     * a register.
     */
    private void tanhOfCell(int first, int positions) {
        for (int at = 0; at < hidden * positions; at += STEP) {
            Curves.tanh(load(cell, at)).intoArray(state, at);
        }
    }

    private void hidden(int first, int positions) {
        for (int p = 0; p < positions; p++) {
            int gateAt = (4 * p + 3) * hidden;
            for (int k = 0; k < hidden; k += STEP) {
                load(state, hidden * p + k).mul(load(gates, gateAt + k)).intoArray(state, hidden * p + k);
            }
        }
    }
}
