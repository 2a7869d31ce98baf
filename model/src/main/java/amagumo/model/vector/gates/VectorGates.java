package amagumo.model.vector.gates;

import amagumo.model.gates.GateParameters;
import amagumo.model.gates.Gates;
import amagumo.model.threads.Crew;
import amagumo.model.vector.Lanes;
import amagumo.model.vector.Sums;
import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gates in one pass over the native memory of float arrays. The memory is accessed only while the arrays are
 * referenced here.
 */
public final class VectorGates implements Gates {

    @Override
    public void forward(
            GateParameters parameters, INDArray gates, INDArray previous, INDArray cell, INDArray hidden, Crew crew) {
        int units = parameters.hidden();
        FloatBuffer window = Lanes.window(gates);
        Supplier<Sums> step = forward(parameters, Optional.of(gates), previous, cell, hidden);
        int positions = positions(cell, units);
        crew.forEach(crew.size(), (part, scratch) -> {
            Sums own = step.get();
            float[] z = new float[4 * units * Blocks.positions(units)];
            int from = (int) ((long) positions * part / crew.size());
            int to = (int) ((long) positions * (part + 1) / crew.size());
            forEachBlock(from, to, units, (first, count) -> {
                window.get(4 * units * first, z, 0, 4 * units * count);
                own.take(first, count, z, 0);
            });
        });
        Reference.reachabilityFence(gates);
    }

    /**
     * Computes the new states like the other method, but position by position, whenever pre-activations arrive.
     *
     * @param activations out: the activations i, f, g, o; empty if nobody will ask for them
     * @return gives what takes z without bias, {@code [positions][4 * hidden]}; several threads may ask it at once, but
     *     each {@link Sums} that it gives is for one thread
     */
    public Supplier<Sums> forward(
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
                    Blocks.read(z, at + 4 * units * (first - from), block.gates, units, 4 * count);
                    Blocks.read(previousWindow, first, block.previous, units, count);
                    block.step(first, count);
                    activationsWindow.ifPresent(
                            window -> Blocks.write(window, 4 * first, block.gates, units, 4 * count));
                    Blocks.write(cellWindow, first, block.cell, units, count);
                    Blocks.write(hiddenWindow, first, block.state, units, count);
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
            Blocks.read(gatesWindow, 4 * first, block.gates, units, 4 * positions);
            Blocks.read(previousWindow, first, block.previous, units, positions);
            block.replay(first, positions);
            Blocks.write(cellWindow, first, block.cell, units, positions);
            Blocks.write(hiddenWindow, first, block.state, units, positions);
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
        BackwardBlock block = new BackwardBlock(HeapParameters.of(parameters));
        FloatBuffer gatesWindow = Lanes.window(gates);
        FloatBuffer previousWindow = Lanes.window(previous);
        FloatBuffer cellWindow = Lanes.window(cell);
        FloatBuffer hiddenGradientWindow = Lanes.window(hiddenGradient);
        FloatBuffer cellGradientWindow = Lanes.window(cellGradient);
        forEachBlock(0, positions(cell, units), units, (first, positions) -> {
            Blocks.read(gatesWindow, 4 * first, block.gates, units, 4 * positions);
            Blocks.read(previousWindow, first, block.previous, units, positions);
            Blocks.read(cellWindow, first, block.cell, units, positions);
            Blocks.read(hiddenGradientWindow, first, block.hiddenGradient, units, positions);
            Blocks.read(cellGradientWindow, first, block.cellGradient, units, positions);
            block.step(first, positions);
            Blocks.write(gatesWindow, 4 * first, block.gates, units, 4 * positions);
            Blocks.write(cellGradientWindow, first, block.cellGradient, units, positions);
        });
        Blocks.addTo(gradient.bias(), block.biasSums, units);
        Blocks.addTo(gradient.wci(), block.wciSums, units);
        Blocks.addTo(gradient.wcf(), block.wcfSums, units);
        Blocks.addTo(gradient.wco(), block.wcoSums, units);
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
