package amagumo.model.convolution.winograd;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The inputs of a sum of convolutions, their channels side by side, each padded to whole vectors. */
final class Frames {

    /** Channels times tiles that are transformed at once, about: what the second-level cache holds. */
    private static final int STRIP_FLOATS = 1024;

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

    /** Transforms the tiles of a chunk of all of them to the panels' first rows. */
    void transform(TileGrid grid, int chunk, InputTransform transform, Panels panels) {
        int strip = Math.max(1, STRIP_FLOATS / channels);
        grid.forEachRun(chunk, (tileRow, first, tiles, place) -> {
            for (int tile = 0; tile < tiles; tile += strip) {
                int count = Math.min(strip, tiles - tile);
                int column = 0;
                for (Frame frame : frames) {
                    transform.run(frame, tileRow, first + tile, count, panels, place + tile, column);
                    column += frame.padded();
                }
            }
        });
    }

    /**
     * Adds tiles side by side to all of them.
     *
     * @param sums {@code [4][4 tiles][channels]}
     */
    void add(int tileRow, int firstTile, int tiles, float[] sums, WinogradMemory memory) {
        int channel = 0;
        for (Frame frame : frames) {
            float[] row = memory.row(frame.rowLength());
            frame.add(
                    TileGrid.SIDE * tileRow,
                    TileGrid.SIDE * firstTile,
                    TileGrid.SIDE * tiles,
                    sums,
                    channels,
                    channel,
                    row);
            channel += frame.padded();
        }
    }
}
