package amagumo.model.nowcast;

import amagumo.model.convlstm.CellConfig;
import amagumo.model.convlstm.EncoderForecasterConfig;
import amagumo.model.convlstm.Peephole;
import amagumo.model.pixel.PatchTensor;
import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs a network on frames too large for one go: in tiles of whole rows, several at once, each with a halo as wide as
 * anything can reach within the network's steps, so that the result is that of the whole frame.
 */
final class TiledNetwork {

    private static final int TILES_AT_ONCE = Math.min(2, Runtime.getRuntime().availableProcessors());

    private final MultiLayerNetwork network;
    private final EncoderForecasterConfig config;
    private final int patch;
    private final int maxPositions;

    /**
     * @param patch side of the square of pixels that is one position of the network
     * @param maxPositions how many positions run at once, about
     */
    TiledNetwork(MultiLayerNetwork network, EncoderForecasterConfig config, int patch, int maxPositions) {
        this.network = network;
        this.config = config;
        this.patch = patch;
        this.maxPositions = maxPositions;
    }

    /**
     * How far an input can reach, in positions: a state moves by half a state-to-state kernel a step, and once up
     * through every layer by half an input-to-state kernel.
     */
    static int halo(EncoderForecasterConfig config) {
        int widestState =
                config.cells().stream().mapToInt(CellConfig::stateKernel).max().orElseThrow() / 2;
        int up =
                config.cells().stream().mapToInt(cell -> cell.inputKernel() / 2).sum();
        return (config.inputFrames() + config.leads() - 1) * widestState + up;
    }

    /**
     * The network's output.
     *
     * @param frames all that the network is given
     * @return a frame a lead, of the same size
     */
    PackedPixels run(PackedPixels frames) {
        int rows = frames.rows();
        int columns = frames.columns();
        int positionRows = ceilDiv(rows, patch);
        int positionColumns = ceilDiv(columns, patch);
        PackedPixels output = new PackedPixels(config.leads(), rows, columns);
        int tiles = tiles(positionRows, positionColumns);
        int tileRows = tileRows(positionRows, tiles);
        for (int first = 0; first < tiles; first += TILES_AT_ONCE) {
            int count = Math.min(TILES_AT_ONCE, tiles - first);
            PatchTensor input =
                    new PatchTensor(count, frames.count(), tileRows * patch, positionColumns * patch, patch);
            for (int i = 0; i < count; i++) {
                int top = top(first + i, tiles, positionRows) * patch;
                for (int t = 0; t < frames.count(); t++) {
                    // Continued by dry pixels to whole patches.
                    input.set(i, t, frames.get(t, top, tileRows * patch, positionColumns * patch));
                }
            }
            PatchTensor result = output(input);
            for (int i = 0; i < count; i++) {
                int top = top(first + i, tiles, positionRows) * patch;
                int from = positionRows * (first + i) / tiles * patch;
                int to = Math.min(rows, positionRows * (first + i + 1) / tiles * patch);
                for (int lead = 0; lead < config.leads(); lead++) {
                    output.set(lead, from, Arrays.copyOfRange(result.get(i, lead), from - top, to - top));
                }
            }
        }
        return output;
    }

    private PatchTensor output(PatchTensor input) {
        try (INDArray in = input.toArray();
                INDArray out = network.output(in)) {
            return PatchTensor.of(out, patch);
        }
    }

    private int tiles(int positionRows, int positionColumns) {
        long positions = (long) positionRows * positionColumns;
        if (positions <= maxPositions || config.peephole() == Peephole.CELL) {
            return 1;
        }
        int tiles = TILES_AT_ONCE;
        while (tiles < positionRows
                && (long) TILES_AT_ONCE * tileRows(positionRows, tiles) * positionColumns > maxPositions
                && tileRows(positionRows, tiles) > 3 * halo(config)) {
            tiles += TILES_AT_ONCE;
        }
        return tiles;
    }

    private int tileRows(int positionRows, int tiles) {
        return tiles == 1 ? positionRows : Math.min(positionRows, ceilDiv(positionRows, tiles) + 2 * halo(config));
    }

    /** The first row that a tile sees: a halo above its own, moved inside at the edges so that all are of one size. */
    private int top(int tile, int tiles, int positionRows) {
        int own = positionRows * tile / tiles;
        return Math.max(0, Math.min(own - halo(config), positionRows - tileRows(positionRows, tiles)));
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }
}
