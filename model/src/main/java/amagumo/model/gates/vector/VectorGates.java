package amagumo.model.gates.vector;

import amagumo.model.gates.GateParameters;
import amagumo.model.gates.PiecewiseGates;
import amagumo.model.threads.Crew;
import amagumo.model.vector.Lanes;
import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gates in one pass over the native memory of float arrays, for hidden sizes that are multiples of {@link #lanes()}.
 * The memory is addressed only while the arrays are held here.
 */
public final class VectorGates implements PiecewiseGates {

    @Override
    public int lanes() {
        return Lanes.STEP;
    }

    @Override
    public void forward(
            GateParameters parameters, INDArray gates, INDArray previous, INDArray cell, INDArray hidden, Crew crew) {
        int units = parameters.hidden();
        FloatBuffer window = Lanes.window(gates);
        Supplier<Positions> step = forward(parameters, Optional.of(gates), previous, cell, hidden);
        int positions = positions(cell, units);
        crew.forEach(crew.size(), (part, scratch) -> {
            Positions own = step.get();
            float[] z = new float[4 * units * Blocks.positions(units)];
            int from = (int) ((long) positions * part / crew.size());
            int to = (int) ((long) positions * (part + 1) / crew.size());
            forEachBlock(from, to, units, (first, count) -> {
                window.get(4 * units * first, z, 0, 4 * units * count);
                own.step(first, count, z, 0);
            });
        });
        Reference.reachabilityFence(gates);
    }

    @Override
    public Supplier<Positions> forward(
            GateParameters parameters,
            Optional<INDArray> activations,
            INDArray previous,
            INDArray cell,
            INDArray hidden) {
        int units = parameters.hidden();
        HeapParameters onHeap = HeapParameters.of(parameters);
        Optional<FloatBuffer> activationsWindow = activations.map(Lanes::window);
        FloatBuffer previousWindow = Lanes.window(previous);
        FloatBuffer cellWindow = Lanes.window(cell);
        FloatBuffer hiddenWindow = Lanes.window(hidden);
        Object[] inUse = {activations, previous, cell, hidden};
        return () -> {
            ForwardBlock block = new ForwardBlock(onHeap);
            return (from, positions, z, at) -> {
                forEachBlock(from, from + positions, units, (first, count) -> {
                    System.arraycopy(z, at + 4 * units * (first - from), block.gates, 0, 4 * units * count);
                    previousWindow.get(units * first, block.previous, 0, units * count);
                    block.step(first, count);
                    activationsWindow.ifPresent(
                            window -> window.put(4 * units * first, block.gates, 0, 4 * units * count));
                    cellWindow.put(units * first, block.cell, 0, units * count);
                    hiddenWindow.put(units * first, block.state, 0, units * count);
                });
                Reference.reachabilityFence(inUse);
            };
        };
    }

    @Override
    public void replay(INDArray gates, INDArray previous, INDArray cell, INDArray hidden) {
        int units = (int) cell.size(3);
        ForwardBlock block = new ForwardBlock(HeapParameters.none(units));
        FloatBuffer gatesWindow = Lanes.window(gates);
        FloatBuffer previousWindow = Lanes.window(previous);
        FloatBuffer cellWindow = Lanes.window(cell);
        FloatBuffer hiddenWindow = Lanes.window(hidden);
        forEachBlock(0, positions(cell, units), units, (first, positions) -> {
            gatesWindow.get(4 * units * first, block.gates, 0, 4 * units * positions);
            previousWindow.get(units * first, block.previous, 0, units * positions);
            block.replay(first, positions);
            cellWindow.put(units * first, block.cell, 0, units * positions);
            hiddenWindow.put(units * first, block.state, 0, units * positions);
        });
        Reference.reachabilityFence(new Object[] {gates, previous, cell, hidden});
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
        BackwardBlock block = new BackwardBlock(parameters);
        FloatBuffer gatesWindow = Lanes.window(gates);
        FloatBuffer previousWindow = Lanes.window(previous);
        FloatBuffer cellWindow = Lanes.window(cell);
        FloatBuffer hiddenGradientWindow = Lanes.window(hiddenGradient);
        FloatBuffer cellGradientWindow = Lanes.window(cellGradient);
        forEachBlock(0, positions(cell, units), units, (first, positions) -> {
            gatesWindow.get(4 * units * first, block.gates, 0, 4 * units * positions);
            previousWindow.get(units * first, block.previous, 0, units * positions);
            cellWindow.get(units * first, block.cell, 0, units * positions);
            hiddenGradientWindow.get(units * first, block.hiddenGradient, 0, units * positions);
            cellGradientWindow.get(units * first, block.cellGradient, 0, units * positions);
            block.step(first, positions);
            gatesWindow.put(4 * units * first, block.gates, 0, 4 * units * positions);
            cellGradientWindow.put(units * first, block.cellGradient, 0, units * positions);
        });
        Blocks.addTo(gradient.bias(), block.biasSums);
        Blocks.addTo(gradient.wci(), block.wciSums);
        Blocks.addTo(gradient.wcf(), block.wcfSums);
        Blocks.addTo(gradient.wco(), block.wcoSums);
        Reference.reachabilityFence(new Object[] {gates, previous, cell, hiddenGradient, cellGradient, gradient});
    }

    private static int positions(INDArray state, int hidden) {
        return (int) (state.length() / hidden);
    }

    private static void forEachBlock(int from, int to, int hidden, Pass block) {
        int most = Blocks.positions(hidden);
        for (int first = from; first < to; first += most) {
            block.run(first, Math.min(most, to - first));
        }
    }
}
