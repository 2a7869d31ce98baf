package amagumo.model.vector.winograd;

import amagumo.model.vector.Lanes;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A view of the native memory of a feature map {@code [1, rows, columns, channels]}. It does not keep the memory alive:
 * hold the array while it is used.
 */
final class FeatureMap {

    private final FloatBuffer window;
    private final int rows;
    private final int columns;
    private final int channels;

    FeatureMap(INDArray array) {
        window = Lanes.window(array);
        rows = (int) array.size(1);
        columns = (int) array.size(2);
        channels = (int) array.size(3);
    }

    /** The number of channels, rounded up to whole vectors. */
    int padded() {
        return Lanes.padded(channels);
    }

    /**
     * Reads a part of the map, with 0 beyond its edges and its channels.
     *
     * @param firstRow the first row, which may lie outside
     * @param height how many rows
     * @param firstColumn the first column, which may lie outside
     * @param width how many columns
     * @param to out: {@code [height][width][padded]}
     */
    void read(int firstRow, int height, int firstColumn, int width, float[] to) {
        int padded = padded();
        int from = Math.max(0, firstColumn);
        int end = Math.min(columns, firstColumn + width);
        for (int k = 0; k < height; k++) {
            int row = firstRow + k;
            int start = k * width * padded;
            if (row < 0 || row >= rows) {
                Arrays.fill(to, start, start + width * padded, 0);
                continue;
            }
            int inside = start + (from - firstColumn) * padded;
            Arrays.fill(to, start, inside, 0);
            if (padded == channels) {
                window.get((row * columns + from) * channels, to, inside, (end - from) * channels);
            } else {
                for (int column = from; column < end; column++) {
                    int at = inside + (column - from) * padded;
                    window.get((row * columns + column) * channels, to, at, channels);
                    Arrays.fill(to, at + channels, at + padded, 0);
                }
            }
            Arrays.fill(to, inside + (end - from) * padded, start + width * padded, 0);
        }
    }

    /**
     * Adds rows of tiles, as far as they lie in the map.
     *
     * @param firstRow first row of the tiles
     * @param firstColumn first column of the tiles
     * @param from {@code [4][width][stride]}, in which the map's channels begin at {@code offset}
     * @param sums room for a row
     */
    void add(int firstRow, int firstColumn, int width, float[] from, int stride, int offset, float[] sums) {
        int count = Math.min(width, columns - firstColumn);
        for (int k = 0; k < Math.min(TileGrid.SIDE, rows - firstRow); k++) {
            int row = ((firstRow + k) * columns + firstColumn) * channels;
            window.get(row, sums, 0, count * channels);
            for (int column = 0; column < count; column++) {
                addTo(sums, column * channels, from, (k * width + column) * stride + offset, channels);
            }
            window.put(row, sums, 0, count * channels);
        }
    }

    private static void addTo(float[] sums, int at, float[] from, int fromAt, int length) {
        for (int c = 0; c < length; c++) {
            sums[at + c] += from[fromAt + c];
        }
    }

    /** The number of floats in a row of the map. */
    int rowLength() {
        return columns * channels;
    }
}
