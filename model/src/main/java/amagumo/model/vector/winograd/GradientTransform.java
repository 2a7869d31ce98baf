package amagumo.model.vector.winograd;

import static amagumo.model.vector.Lanes.STEP;
import static amagumo.model.vector.Lanes.load;
import static amagumo.model.vector.winograd.TileGrid.POINTS;
import static amagumo.model.vector.winograd.TileGrid.SIDE;

import jdk.incubator.vector.FloatVector;

/**
 * A y A' for every tile y of a row of tiles, the backward pass of {@link OutputTransform}: from the gradients of 4 x 4
 * outputs to those of 36 points. One instance per thread.
 */
final class GradientTransform {

    private float[] outputs = new float[0];
    private float[] halfway = new float[0];

    /**
     * Transforms adjacent tiles.
     *
     * @param tileRow which row of tiles
     * @param firstTile the first of them
     * @param tiles how many
     * @param points out: rows from {@code row} on are tiles, columns the map's channels
     */
    void run(FeatureMap map, int tileRow, int firstTile, int tiles, Panels points, int row) {
        int channels = map.padded();
        int length = SIDE * tiles * channels;
        if (halfway.length < POINTS * length) {
            outputs = new float[SIDE * length];
            halfway = new float[POINTS * length];
        }
        map.read(SIDE * tileRow, SIDE, SIDE * firstTile, SIDE * tiles, outputs);
        alongColumns(outputs, halfway, length);
        for (int p = 0; p < POINTS; p++) {
            for (int tile = 0; tile < tiles; tile++) {
                int from = p * length + SIDE * tile * channels;
                alongRow(halfway, from, channels, points, p * POINTS, row + tile);
            }
        }
    }

    private static void alongColumns(float[] from, float[] to, int length) {
        for (int i = 0; i < length; i += STEP) {
            transform(from, i, length, to, i, length);
        }
    }

    private static void alongRow(float[] from, int at, int channels, Panels points, int panel, int row) {
        for (int c = 0; c < channels; c += STEP) {
            transform(from, at + c, channels, points.values(), points.at(panel, row, c), points.stride());
        }
    }

    /** A y for a vector of y's. */
    private static void transform(float[] from, int at, int stride, float[] to, int toAt, int toStride) {
        FloatVector y0 = load(from, at);
        FloatVector y1 = load(from, at + stride);
        FloatVector y2 = load(from, at + 2 * stride);
        FloatVector y3 = load(from, at + 3 * stride);
        y0.intoArray(to, toAt);
        FloatVector even = y0.add(y2);
        FloatVector odd = y1.add(y3);
        even.add(odd).intoArray(to, toAt + toStride);
        even.sub(odd).intoArray(to, toAt + 2 * toStride);
        even = y0.add(y2.mul(4));
        odd = y1.mul(2).add(y3.mul(8));
        even.add(odd).intoArray(to, toAt + 3 * toStride);
        even.sub(odd).intoArray(to, toAt + 4 * toStride);
        y3.intoArray(to, toAt + 5 * toStride);
    }
}
