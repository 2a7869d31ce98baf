package amagumo.model.vector.winograd;

import amagumo.model.convolution.Convolution;
import amagumo.model.convolution.ConvolverGradient;
import amagumo.model.threads.Scratch;
import amagumo.model.vector.Lanes;
import java.lang.ref.Reference;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The backward pass of a {@link WinogradConvolver}, by minimal filtering too: the gradients of inputs are convolutions
 * with the reversed kernels, and the gradient of a kernel at each point is a product over all tiles.
 */
public final class WinogradConvolverGradient implements ConvolverGradient {

    private final Panels reversed = new Panels();

    /** A gradient with the kernels of the forward pass, {@code [3, 3, inputs, outputs]}. */
    public WinogradConvolverGradient(List<INDArray> kernels) {
        List<INDArray> reversedKernels =
                kernels.stream().map(Convolution::reversed).toList();
        int columns = reversedKernels.stream()
                .mapToInt(k -> Lanes.padded((int) k.size(3)))
                .sum();
        int rows = Lanes.padded((int) reversedKernels.get(0).size(2));
        reversed.shape(rows, Products.padded(columns), Products.BLOCK);
        int column = 0;
        for (INDArray kernel : reversedKernels) {
            KernelTransform.forward(kernel, reversed, 0, column);
            column += Lanes.padded((int) kernel.size(3));
            kernel.close();
        }
    }

    @Override
    public void add(
            List<INDArray> inputs,
            INDArray gradient,
            List<INDArray> inputGradients,
            List<INDArray> kernelGradients,
            Scratch scratch) {
        WinogradMemory memory = scratch.get(WinogradMemory.class, WinogradMemory::new);
        TileGrid grid = new TileGrid((int) gradient.size(1), (int) gradient.size(2));
        FeatureMaps from = new FeatureMaps(inputs);
        FeatureMaps back = new FeatureMaps(inputGradients);
        FeatureMap outputs = new FeatureMap(gradient);
        FeatureMaps outputsAlone = new FeatureMaps(List.of(gradient));
        memory.kernelPoints.shape(from.channels(), Products.padded(outputs.padded()), Products.BLOCK);
        memory.kernelPoints.clear();
        for (int chunk = 0; chunk < grid.chunks(); chunk++) {
            addInputGradients(grid, chunk, outputsAlone, back, memory);
            addKernelPoints(grid, chunk, from, outputs, memory);
        }
        int row = 0;
        for (int i = 0; i < inputs.size(); i++) {
            KernelTransform.backward(memory.kernelPoints, row, kernelGradients.get(i));
            row += Lanes.padded((int) inputs.get(i).size(3));
        }
        Reference.reachabilityFence(new Object[] {inputs, gradient, inputGradients, kernelGradients});
    }

    private void addInputGradients(
            TileGrid grid, int chunk, FeatureMaps outputs, FeatureMaps back, WinogradMemory memory) {
        int rows = grid.chunkRows();
        memory.inputPoints.shape(rows, outputs.channels(), outputs.channels());
        int columns = Products.padded(back.channels());
        memory.outputPoints.shape(rows, columns, columns);
        outputs.transform(grid, chunk, memory.input, memory.inputPoints);
        Products.multiply(memory.inputPoints, reversed, memory.outputPoints, grid.tiles(chunk));
        grid.forEachRun(chunk, (tileRow, first, tiles, place) -> {
            float[] sums = memory.output.run(memory.outputPoints, place, tiles, back.channels());
            back.add(tileRow, first, tiles, sums, memory);
        });
    }

    private static void addKernelPoints(
            TileGrid grid, int chunk, FeatureMaps from, FeatureMap outputs, WinogradMemory memory) {
        memory.turnedInputPoints.shape(grid.chunkRows(), from.channels(), Products.TURNED_BLOCK);
        memory.gradientPoints.shape(grid.chunkRows(), memory.kernelPoints.columns(), Products.BLOCK);
        from.transform(grid, chunk, memory.input, memory.turnedInputPoints);
        grid.forEachRun(
                chunk,
                (tileRow, first, tiles, place) ->
                        memory.gradient.run(outputs, tileRow, first, tiles, memory.gradientPoints, place));
        Products.addTransposed(memory.turnedInputPoints, memory.gradientPoints, memory.kernelPoints, grid.tiles(chunk));
    }

    @Override
    public void close() {
        // Its kernels are on the heap.
    }
}
