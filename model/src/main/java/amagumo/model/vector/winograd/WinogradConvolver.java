package amagumo.model.vector.winograd;

import static amagumo.model.vector.winograd.TileGrid.SIDE;

import amagumo.model.convolution.Convolver;
import amagumo.model.threads.Crew;
import amagumo.model.vector.Lanes;
import amagumo.model.vector.Sums;
import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sums of 3 x 3 convolutions by minimal filtering: all inputs are transformed to the same points, so that one product
 * per point sums over all of them and one transform leads back. For float arrays in the memory of the CPU.
 */
public final class WinogradConvolver implements Convolver {

    private final int outputs;
    private final Panels kernels = new Panels();

    /** A convolver with kernels {@code [3, 3, inputs, outputs]}. */
    public WinogradConvolver(List<INDArray> kernels) {
        outputs = (int) kernels.get(0).size(3);
        int rows = kernels.stream().mapToInt(k -> Lanes.padded((int) k.size(2))).sum();
        this.kernels.shape(rows, Products.padded(outputs), Products.BLOCK);
        int row = 0;
        for (INDArray kernel : kernels) {
            KernelTransform.forward(kernel, this.kernels, row, 0);
            row += Lanes.padded((int) kernel.size(2));
        }
    }

    @Override
    public void run(List<INDArray> inputs, INDArray output, Crew crew) {
        FloatBuffer window = Lanes.window(output);
        run(inputs, () -> (first, count, sums, at) -> window.put(first * outputs, sums, at, count * outputs), crew);
        Reference.reachabilityFence(output);
    }

    /**
     * Hands the sum of every position to a taker, once.
     *
     * @param inputs {@code [1, rows, columns, inputs of kernel i]}; there may be fewer than kernels, and the remaining
     *     kernels then see 0
     * @param sums asked by several threads at once, once for each piece; what it gives is used by one thread only
     */
    public void run(List<INDArray> inputs, Supplier<Sums> sums, Crew crew) {
        TileGrid grid =
                new TileGrid((int) inputs.get(0).size(1), (int) inputs.get(0).size(2));
        FeatureMaps from = new FeatureMaps(inputs);
        crew.forEach(grid.chunks(), (chunk, scratch) -> {
            WinogradMemory memory = scratch.get(WinogradMemory.class, WinogradMemory::new);
            run(grid, chunk, from, sums.get(), memory);
        });
        Reference.reachabilityFence(inputs);
    }

    private void run(TileGrid grid, int chunk, FeatureMaps from, Sums sums, WinogradMemory memory) {
        int rows = grid.chunkRows();
        memory.inputPoints.shape(rows, from.channels(), from.channels());
        memory.outputPoints.shape(rows, kernels.columns(), kernels.columns());
        from.transform(grid, chunk, memory.input, memory.inputPoints);
        Products.multiply(memory.inputPoints, kernels, memory.outputPoints, grid.tiles(chunk));
        grid.forEachRun(chunk, (tileRow, first, tiles, place) -> {
            float[] made = outputs(memory, place, tiles);
            int column = SIDE * first;
            int count = Math.min(SIDE * tiles, grid.columns() - column);
            for (int k = 0; k < Math.min(SIDE, grid.rows() - SIDE * tileRow); k++) {
                int position = (SIDE * tileRow + k) * grid.columns() + column;
                sums.take(position, count, made, k * SIDE * tiles * outputs);
            }
        });
    }

    /** {@code [4][4 tiles][outputs]}: without the padding of the last vector. */
    private float[] outputs(WinogradMemory memory, int place, int tiles) {
        int padded = Lanes.padded(outputs);
        float[] made = memory.output.run(memory.outputPoints, place, tiles, padded);
        if (padded != outputs) {
            for (int position = 1; position < SIDE * SIDE * tiles; position++) {
                System.arraycopy(made, position * padded, made, position * outputs, outputs);
            }
        }
        return made;
    }
}
