package amagumo.model.vector.winograd;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The inputs of a sum of convolutions, their channels side by side, each padded to whole vectors. */
final class FeatureMaps {

    /** Roughly how many channels times tiles are transformed at once: what the second-level cache holds. */
    private static final int STRIP_FLOATS = 1024;

    private final List<FeatureMap> maps;
    private final int channels;

    FeatureMaps(List<INDArray> arrays) {
        maps = arrays.stream().map(FeatureMap::new).toList();
        channels = maps.stream().mapToInt(FeatureMap::padded).sum();
    }

    /** The channels of all maps together. */
    int channels() {
        return channels;
    }

    /** Transforms the tiles of a chunk, from all maps, into the panels' first rows. */
    void transform(TileGrid grid, int chunk, InputTransform transform, Panels panels) {
        int strip = Math.max(1, STRIP_FLOATS / channels);
        grid.forEachRun(chunk, (tileRow, first, tiles, place) -> {
            for (int tile = 0; tile < tiles; tile += strip) {
                int count = Math.min(strip, tiles - tile);
                int column = 0;
                for (FeatureMap map : maps) {
                    transform.run(map, tileRow, first + tile, count, panels, place + tile, column);
                    column += map.padded();
                }
            }
        });
    }

    /**
     * Adds adjacent tiles to all maps.
     *
     * @param sums {@code [4][4 tiles][channels]}
     */
    void add(int tileRow, int firstTile, int tiles, float[] sums, WinogradMemory memory) {
        int channel = 0;
        for (FeatureMap map : maps) {
            float[] row = memory.row(map.rowLength());
            map.add(
                    TileGrid.SIDE * tileRow,
                    TileGrid.SIDE * firstTile,
                    TileGrid.SIDE * tiles,
                    sums,
                    channels,
                    channel,
                    row);
            channel += map.padded();
        }
    }
}
