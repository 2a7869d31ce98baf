package amagumo.model.vector.winograd;

import static amagumo.model.vector.Lanes.STEP;
import static amagumo.model.vector.Lanes.load;
import static amagumo.model.vector.winograd.TileGrid.POINTS;
import static amagumo.model.vector.winograd.TileGrid.SIDE;

import jdk.incubator.vector.FloatVector;

/**
 * B' d B for every tile d of a row of tiles: from 6 x 6 inputs, which overlap by two with those of the next tile, to
 * the 36 points of F(4x4, 3x3) (Lavin and Gray 2016, section 4.2). One instance per thread.
 */
final class InputTransform {

    private float[] inputs = new float[0];
    private float[] halfway = new float[0];

    /**
     * Transforms adjacent tiles.
     *
     * @param map the map, with its channels padded to whole vectors
     * @param tileRow which row of tiles
     * @param firstTile the first of them
     * @param tiles how many
     * @param points out: rows from {@code row} on are tiles, columns from {@code column} on the map's channels
     */
    void run(FeatureMap map, int tileRow, int firstTile, int tiles, Panels points, int row, int column) {
        int channels = map.padded();
        int columns = SIDE * tiles + POINTS - SIDE;
        int length = columns * channels;
        if (inputs.length < POINTS * length) {
            inputs = new float[POINTS * length];
            halfway = new float[POINTS * length];
        }
        map.read(SIDE * tileRow - 1, POINTS, SIDE * firstTile - 1, columns, inputs);
        alongColumns(inputs, halfway, length);
        for (int p = 0; p < POINTS; p++) {
            for (int tile = 0; tile < tiles; tile++) {
                int from = p * length + SIDE * tile * channels;
                alongRow(halfway, from, channels, points, p * POINTS, row + tile, column);
            }
        }
    }

    private static void alongColumns(float[] from, float[] to, int length) {
        for (int i = 0; i < length; i += STEP) {
            transform(from, i, length, to, i, length);
        }
    }

    private static void alongRow(float[] from, int at, int channels, Panels points, int panel, int row, int column) {
        for (int c = 0; c < channels; c += STEP) {
            int to = points.at(panel, row, column + c);
            transform(from, at + c, channels, points.values(), to, points.stride());
        }
    }

    /** B' d for a vector of d's. */
    private static void transform(float[] from, int at, int stride, float[] to, int toAt, int toStride) {
        FloatVector d0 = load(from, at);
        FloatVector d1 = load(from, at + stride);
        FloatVector d2 = load(from, at + 2 * stride);
        FloatVector d3 = load(from, at + 3 * stride);
        FloatVector d4 = load(from, at + 4 * stride);
        FloatVector d5 = load(from, at + 5 * stride);
        d0.mul(4).sub(d2.mul(5)).add(d4).intoArray(to, toAt);
        FloatVector even = d4.sub(d2.mul(4));
        FloatVector odd = d3.sub(d1.mul(4));
        even.add(odd).intoArray(to, toAt + toStride);
        even.sub(odd).intoArray(to, toAt + 2 * toStride);
        even = d4.sub(d2);
        odd = d3.sub(d1).mul(2);
        even.add(odd).intoArray(to, toAt + 3 * toStride);
        even.sub(odd).intoArray(to, toAt + 4 * toStride);
        d1.mul(4).sub(d3.mul(5)).add(d5).intoArray(to, toAt + 5 * toStride);
    }
}
