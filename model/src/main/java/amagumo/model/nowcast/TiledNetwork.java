package amagumo.model.nowcast;

import amagumo.model.convlstm.CellConfig;
import amagumo.model.convlstm.EncoderForecasterConfig;
import amagumo.model.convlstm.FrameByFrame;
import amagumo.model.convlstm.Peephole;
import amagumo.model.pixel.PatchFrame;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Runs a network on frames too large to process at once: in tiles of whole rows, each with a halo as wide as anything
 * can reach within the network's steps, so that the result is the same as for the whole frame.
 */
final class TiledNetwork {

    private final FrameByFrame network;
    private final EncoderForecasterConfig config;
    private final int patch;
    private final int maxPositions;

    /**
     * @param patch side of the square of pixels that is one position of the network
     * @param maxPositions roughly how many positions run at once
     */
    TiledNetwork(MultiLayerNetwork network, EncoderForecasterConfig config, int patch, int maxPositions) {
        this.network = new FrameByFrame(network);
        this.config = config;
        this.patch = patch;
        this.maxPositions = maxPositions;
    }

    /**
     * How far an input can reach, in positions: a state spreads by half a state-to-state kernel per step, and once, on
     * the way up through the layers, by half an input-to-state kernel in each.
     */
    static int halo(EncoderForecasterConfig config) {
        int widestState =
                config.cells().stream().mapToInt(CellConfig::stateKernel).max().orElseThrow() / 2;
        int up =
                config.cells().stream().mapToInt(cell -> cell.inputKernel() / 2).sum();
        return (config.inputFrames() + config.leads() - 1) * widestState + up;
    }

    /** Everything that a network is given. */
    interface Frames {
        int rows();

        int columns();

        /**
         * A frame; each tile asks once and in order for every frame but the guesses of fields that nobody wants. Rows and columns
         * beyond the frame's own are 0.
         */
        PatchFrame.Row frame(int index);
    }

    /** Takes a field of the network's output as it comes. */
    @FunctionalInterface
    interface Sink {
        /**
         * @param lead 0 for the first
         * @param row of the frames
         * @param pixels of the row, of which those beyond the frames' last column mean nothing; they are used again
         */
        void set(int lead, int row, float[] pixels);
    }

    /**
     * Runs the network.
     *
     * @param frames everything that the network is given
     * @param conditions what it is told besides the observed frames
     * @param wanted who takes which of the fields of the leads; the others are not computed
     */
    void run(Frames frames, List<Float> conditions, Map<Integer, Sink> wanted) {
        int positionRows = ceilDiv(frames.rows(), patch);
        int positionColumns = ceilDiv(frames.columns(), patch);
        int tiles = tiles(positionRows, positionColumns);
        int tileRows = tileRows(positionRows, tiles);
        for (int tile = 0; tile < tiles; tile++) {
            int top = top(tile, tiles, positionRows) * patch;
            int from = positionRows * tile / tiles * patch - top;
            int end = Math.min(frames.rows(), positionRows * (tile + 1) / tiles * patch) - top;
            network.run(
                    tileRows,
                    positionColumns,
                    wanted.keySet(),
                    (t, array) -> {
                        PatchFrame.Row source = frames.frame(t);
                        List<Float> told = t < config.inputFrames() ? conditions : List.of();
                        PatchFrame.write(array, patch, (row, pixels) -> source.copy(top + row, pixels), told);
                    },
                    (lead, field, array) -> {
                        Sink sink = wanted.get(field);
                        PatchFrame.read(array, patch, (row, pixels) -> {
                            if (row >= from && row < end) {
                                sink.set(lead, top + row, pixels);
                            }
                        });
                    });
        }
    }

    private int tiles(int positionRows, int positionColumns) {
        long positions = (long) positionRows * positionColumns;
        if (positions <= maxPositions || config.peephole() == Peephole.CELL) {
            return 1;
        }
        int tiles = 2;
        while (tiles < positionRows
                && (long) tileRows(positionRows, tiles) * positionColumns > maxPositions
                && tileRows(positionRows, tiles) > 3 * halo(config)) {
            tiles++;
        }
        return tileRows(positionRows, tiles) < positionRows ? tiles : 1;
    }

    private int tileRows(int positionRows, int tiles) {
        return tiles == 1 ? positionRows : Math.min(positionRows, ceilDiv(positionRows, tiles) + 2 * halo(config));
    }

    /**
     * The first row that a tile sees: a halo above its own, moved inwards at the edges so that all tiles have one size.
     */
    private int top(int tile, int tiles, int positionRows) {
        int own = positionRows * tile / tiles;
        return Math.max(0, Math.min(own - halo(config), positionRows - tileRows(positionRows, tiles)));
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }
}
