package amagumo.model.vector.winograd;

import static amagumo.model.vector.Lanes.STEP;
import static amagumo.model.vector.Lanes.load;
import static amagumo.model.vector.winograd.TileGrid.POINTS;
import static amagumo.model.vector.winograd.TileGrid.SIDE;

import jdk.incubator.vector.FloatVector;

/**
 * A' m A for every tile m of a row of tiles: from the 36 points of F(4x4, 3x3) to 4 x 4 outputs (Lavin and Gray 2016,
 * section 4.2). One instance per thread.
 */
final class OutputTransform {

    private float[] halfway = new float[0];
    private float[] outputs = new float[0];

    /**
     * Transforms adjacent tiles.
     *
     * @param points in one block; rows from {@code row} on are tiles
     * @param channels how many of the points' columns count, whole vectors
     * @return {@code [4][4 tiles][channels]}, valid until the next call
     */
    float[] run(Panels points, int row, int tiles, int channels) {
        if (outputs.length < SIDE * SIDE * tiles * channels) {
            outputs = new float[SIDE * SIDE * tiles * channels];
        }
        if (halfway.length < SIDE * POINTS * channels) {
            halfway = new float[SIDE * POINTS * channels];
        }
        for (int tile = 0; tile < tiles; tile++) {
            for (int p = 0; p < POINTS; p++) {
                int at = points.at(p, row + tile, 0);
                alongColumns(points.values(), at, POINTS * points.stride(), halfway, p * channels, channels);
            }
            for (int k = 0; k < SIDE; k++) {
                int to = SIDE * (k * tiles + tile) * channels;
                alongRow(halfway, k * POINTS * channels, outputs, to, channels);
            }
        }
        return outputs;
    }

    private static void alongColumns(float[] from, int at, int stride, float[] to, int toAt, int channels) {
        for (int c = 0; c < channels; c += STEP) {
            transform(from, at + c, stride, to, toAt + c, POINTS * channels);
        }
    }

    private static void alongRow(float[] from, int at, float[] to, int toAt, int channels) {
        for (int c = 0; c < channels; c += STEP) {
            transform(from, at + c, channels, to, toAt + c, channels);
        }
    }

    /** A' m for a vector of m's. */
    private static void transform(float[] from, int at, int stride, float[] to, int toAt, int toStride) {
        FloatVector m1 = load(from, at + stride);
        FloatVector m2 = load(from, at + 2 * stride);
        FloatVector m3 = load(from, at + 3 * stride);
        FloatVector m4 = load(from, at + 4 * stride);
        FloatVector sum12 = m1.add(m2);
        FloatVector difference12 = m1.sub(m2);
        FloatVector sum34 = m3.add(m4);
        FloatVector difference34 = m3.sub(m4);
        load(from, at).add(sum12).add(sum34).intoArray(to, toAt);
        difference12.add(difference34.mul(2)).intoArray(to, toAt + toStride);
        sum12.add(sum34.mul(4)).intoArray(to, toAt + 2 * toStride);
        difference12.add(difference34.mul(8)).add(load(from, at + 5 * stride)).intoArray(to, toAt + 3 * toStride);
    }
}
