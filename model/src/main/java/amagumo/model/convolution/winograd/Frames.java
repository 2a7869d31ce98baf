package amagumo.model.convolution.winograd;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The inputs of a sum of convolutions, their channels side by side, each padded to whole vectors. */
final class Frames {

    private final List<Frame> frames;
    private final int channels;

    Frames(List<INDArray> arrays) {
        frames = arrays.stream().map(Frame::new).toList();
        channels = frames.stream().mapToInt(Frame::padded).sum();
    }

    /** Of all of them. */
    int channels() {
        return channels;
    }

    /** Transforms a row of tiles of all of them to the panels' rows from {@code first} on. */
    void transform(TileGrid grid, int tileRow, WinogradMemory memory, Panels panels, int first) {
        int strip = grid.strip(channels);
        float[] points = memory.points(TileGrid.PANELS * strip * channels);
        for (int tile = 0; tile < grid.across(); tile += strip) {
            int tiles = Math.min(strip, grid.across() - tile);
            int offset = 0;
            for (Frame frame : frames) {
                memory.input.run(frame, tileRow, tile, tiles, points, channels, offset);
                offset += frame.padded();
            }
            panels.put(points, first + tile, tiles);
        }
    }

    /**
     * Adds a row of tiles to all of them.
     *
     * @param rows {@code [4][columns of the tiles][channels]}
     */
    void add(TileGrid grid, int tileRow, float[] rows, WinogradMemory memory) {
        int offset = 0;
        for (Frame frame : frames) {
            float[] sums = memory.row(frame.rowLength());
            frame.add(TileGrid.SIDE * tileRow, rows, TileGrid.SIDE * grid.across(), channels, offset, sums);
            offset += frame.padded();
        }
    }
}
