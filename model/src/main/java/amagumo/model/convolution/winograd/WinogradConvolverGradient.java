package amagumo.model.convolution.winograd;

import amagumo.model.convolution.ConvolverGradient;
import amagumo.model.threads.Scratch;
import amagumo.model.vector.Lanes;
import java.lang.ref.Reference;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The way back through a {@link WinogradConvolver}, by minimal filtering too: the inputs' gradients are convolutions with
 * the reversed kernels, and the gradient of a kernel's point is a product over all tiles.
 */
public final class WinogradConvolverGradient implements ConvolverGradient {

    private final Panels reversed = new Panels();

    /** With the reversed kernels {@code [3, 3, outputs, inputs]}: turned by 180 degrees, inputs and outputs swapped. */
    public WinogradConvolverGradient(List<INDArray> reversedKernels) {
        int columns = reversedKernels.stream()
                .mapToInt(k -> Lanes.padded((int) k.size(3)))
                .sum();
        reversed.shape((int) reversedKernels.get(0).size(2), columns);
        reversed.clear();
        int column = 0;
        for (INDArray kernel : reversedKernels) {
            KernelTransform.forward(kernel, reversed, 0, column);
            column += Lanes.padded((int) kernel.size(3));
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
        Frames from = new Frames(inputs);
        Frames back = new Frames(inputGradients);
        Frames outputs = new Frames(List.of(gradient));
        memory.kernelPoints.shape(from.channels(), outputs.channels());
        for (int band = 0; band < grid.bands(); band++) {
            addInputGradients(grid, band, outputs, back, memory);
            addKernelPoints(grid, band, from, new Frame(gradient), memory);
        }
        int row = 0;
        for (int i = 0; i < inputs.size(); i++) {
            KernelTransform.backward(memory.kernelPoints, row, kernelGradients.get(i));
            row += Lanes.padded((int) inputs.get(i).size(3));
        }
        Reference.reachabilityFence(new Object[] {inputs, gradient, inputGradients, kernelGradients});
    }

    private void addInputGradients(TileGrid grid, int band, Frames outputs, Frames back, WinogradMemory memory) {
        int across = grid.across();
        int first = grid.firstRow(band);
        int count = grid.firstRow(band + 1) - first;
        memory.gradientPoints.shape(grid.bandRows() * across, outputs.channels());
        memory.outputPoints.shape(grid.bandRows() * across, back.channels());
        for (int k = 0; k < count; k++) {
            outputs.transform(grid, first + k, memory, memory.gradientPoints, k * across);
        }
        memory.outputPoints.multiply(memory.gradientPoints, reversed, count * across);
        for (int k = 0; k < count; k++) {
            back.add(grid, first + k, memory.output.run(grid, memory.outputPoints, k * across), memory);
        }
    }

    private static void addKernelPoints(TileGrid grid, int band, Frames from, Frame outputs, WinogradMemory memory) {
        int across = grid.across();
        int first = grid.firstRow(band);
        int count = grid.firstRow(band + 1) - first;
        memory.inputPoints.shape(grid.bandRows() * across, from.channels());
        int strip = grid.strip(outputs.padded());
        for (int k = 0; k < count; k++) {
            from.transform(grid, first + k, memory, memory.inputPoints, k * across);
            float[] points = memory.points(TileGrid.PANELS * strip * outputs.padded());
            for (int tile = 0; tile < across; tile += strip) {
                int tiles = Math.min(strip, across - tile);
                memory.gradient.run(outputs, first + k, tile, tiles, points);
                memory.gradientPoints.put(points, k * across + tile, tiles);
            }
        }
        memory.kernelPoints.multiplyTransposed(memory.inputPoints, memory.gradientPoints, count * across, band > 0);
    }

    @Override
    public void close() {
        reversed.close();
    }
}
