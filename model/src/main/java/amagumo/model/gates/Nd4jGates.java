package amagumo.model.gates;

import amagumo.model.threads.Crew;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The gates in plain ND4J operations: any data type and backend; the reference for the fused kernels. */
public final class Nd4jGates implements Gates {

    @Override
    public void forward(
            GateParameters parameters, INDArray gates, INDArray previous, INDArray cell, INDArray hidden, Crew crew) {
        int units = parameters.hidden();
        INDArray z = rows(gates, 4 * units);
        z.addiRowVector(parameters.bias());
        INDArray before = rows(previous, units);
        INDArray i = Transforms.sigmoid(gate(z, 0, units).add(weighted(before, parameters.wci())), false);
        INDArray f = Transforms.sigmoid(gate(z, 1, units).add(weighted(before, parameters.wcf())), false);
        INDArray g = Transforms.tanh(gate(z, 2, units), true);
        INDArray c = f.mul(before).addi(i.mul(g));
        INDArray o = Transforms.sigmoid(gate(z, 3, units).add(weighted(c, parameters.wco())), false);
        rows(cell, units).assign(c);
        rows(hidden, units).assign(Transforms.tanh(c, true).muli(o));
        put(z, i, f, g, o);
    }

    @Override
    public void replay(INDArray gates, INDArray previous, INDArray cell, INDArray hidden) {
        int units = (int) cell.size(3);
        INDArray z = rows(gates, 4 * units);
        INDArray c = gate(z, 1, units).mul(rows(previous, units));
        c.addi(gate(z, 0, units).mul(gate(z, 2, units)));
        rows(cell, units).assign(c);
        rows(hidden, units).assign(Transforms.tanh(c, false).muli(gate(z, 3, units)));
    }

    @Override
    public void backward(
            GateParameters parameters,
            INDArray gates,
            INDArray previous,
            INDArray cell,
            INDArray hiddenGradient,
            INDArray cellGradient,
            GateParameters gradient) {
        int units = parameters.hidden();
        INDArray z = rows(gates, 4 * units);
        INDArray i = gate(z, 0, units).dup();
        INDArray f = gate(z, 1, units).dup();
        INDArray g = gate(z, 2, units).dup();
        INDArray o = gate(z, 3, units).dup();
        INDArray before = rows(previous, units);
        INDArray c = rows(cell, units);
        INDArray dh = rows(hiddenGradient, units);
        INDArray tanh = Transforms.tanh(c, true);
        INDArray dzo = dh.mul(tanh).muli(o).muli(o.rsub(1));
        INDArray dc = rows(cellGradient, units)
                .add(dh.mul(o).muli(tanh.mul(tanh).rsubi(1)))
                .addi(weighted(dzo, parameters.wco()));
        INDArray dzi = dc.mul(g).muli(i).muli(i.rsub(1));
        INDArray dzf = dc.mul(before).muli(f).muli(f.rsub(1));
        INDArray dzg = dc.mul(i).muli(g.mul(g).rsubi(1));
        addPeephole(gradient.wci(), dzi.mul(before));
        addPeephole(gradient.wcf(), dzf.mul(before));
        addPeephole(gradient.wco(), dzo.mul(c));
        rows(cellGradient, units)
                .assign(dc.muli(f).addi(weighted(dzi, parameters.wci())).addi(weighted(dzf, parameters.wcf())));
        put(z, dzi, dzf, dzg, dzo);
        gradient.bias().addi(z.sum(0));
    }

    private static INDArray rows(INDArray array, int columns) {
        return array.reshape('c', array.length() / columns, columns);
    }

    private static INDArray gate(INDArray z, int gate, int units) {
        return z.get(NDArrayIndex.all(), NDArrayIndex.interval((long) gate * units, (gate + 1L) * units));
    }

    private static void put(INDArray z, INDArray... gates) {
        for (int k = 0; k < gates.length; k++) {
            gate(z, k, (int) gates[k].size(1)).assign(gates[k]);
        }
    }

    private static INDArray weighted(INDArray state, INDArray weights) {
        return weights.rank() == 1 ? state.mulRowVector(weights) : state.mul(rows(weights, (int) state.size(1)));
    }

    private static void addPeephole(INDArray gradient, INDArray share) {
        if (gradient.rank() == 1) {
            gradient.addi(share.sum(0));
        } else {
            rows(gradient, (int) share.size(1)).addi(share);
        }
    }
}
