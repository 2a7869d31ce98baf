package amagumo.model.convolution.winograd;

import amagumo.model.convolution.Convolver;
import amagumo.model.threads.Crew;
import amagumo.model.vector.Lanes;
import java.lang.ref.Reference;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sums of 3 x 3 convolutions by minimal filtering: all inputs are transformed to the same points, so that one product a
 * point sums over all of them, and one transform leads back. Float arrays in the memory of the CPU; the number of outputs
 * is a multiple of {@link Lanes#STEP}.
 */
public final class WinogradConvolver implements Convolver {

    private final Panels kernels = new Panels();

    /** With kernels {@code [3, 3, inputs, outputs]}. */
    public WinogradConvolver(List<INDArray> kernels) {
        int rows = kernels.stream().mapToInt(k -> Lanes.padded((int) k.size(2))).sum();
        this.kernels.shape(rows, (int) kernels.get(0).size(3));
        this.kernels.clear();
        int row = 0;
        for (INDArray kernel : kernels) {
            KernelTransform.forward(kernel, this.kernels, row, 0);
            row += Lanes.padded((int) kernel.size(2));
        }
    }

    @Override
    public void run(List<INDArray> inputs, INDArray output, Crew crew) {
        TileGrid grid = new TileGrid((int) output.size(1), (int) output.size(2));
        Frames from = new Frames(inputs);
        Frame to = new Frame(output);
        crew.forEach(grid.bands(), (band, scratch) -> {
            WinogradMemory memory = scratch.get(WinogradMemory.class, WinogradMemory::new);
            run(grid, band, from, to, memory);
        });
        Reference.reachabilityFence(inputs);
        Reference.reachabilityFence(output);
    }

    private void run(TileGrid grid, int band, Frames from, Frame to, WinogradMemory memory) {
        int across = grid.across();
        int first = grid.firstRow(band);
        int count = grid.firstRow(band + 1) - first;
        memory.inputPoints.shape(grid.bandRows() * across, from.channels());
        memory.outputPoints.shape(grid.bandRows() * across, kernels.columns());
        for (int k = 0; k < count; k++) {
            from.transform(grid, first + k, memory, memory.inputPoints, k * across);
        }
        memory.outputPoints.multiply(memory.inputPoints, kernels, count * across);
        for (int k = 0; k < count; k++) {
            float[] rows = memory.output.run(grid, memory.outputPoints, k * across);
            to.write(TileGrid.SIDE * (first + k), rows, TileGrid.SIDE * across);
        }
    }

    @Override
    public void close() {
        kernels.close();
    }
}
