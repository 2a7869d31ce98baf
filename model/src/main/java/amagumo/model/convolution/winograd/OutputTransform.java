package amagumo.model.convolution.winograd;

import static amagumo.model.convolution.winograd.TileGrid.POINTS;
import static amagumo.model.convolution.winograd.TileGrid.SIDE;
import static amagumo.model.vector.Lanes.STEP;
import static amagumo.model.vector.Lanes.load;

import jdk.incubator.vector.FloatVector;

/**
 * A' m A of every tile m of a row of tiles: the 36 points of F(4x4, 3x3) to 4 x 4 outputs (Lavin and Gray 2016, section
 * 4.2). One instance a thread.
 */
final class OutputTransform {

    private float[] points = new float[0];
    private float[] halfway = new float[0];
    private float[] outputs = new float[0];

    /**
     * Transforms a row of tiles.
     *
     * @param panels rows are tiles
     * @param first the panels' row of the first of them
     * @return {@code [4][columns of the tiles][channels]}, until the next call
     */
    float[] run(TileGrid grid, Panels panels, int first) {
        int across = grid.across();
        int strip = grid.strip(panels.columns());
        if (outputs.length < SIDE * SIDE * across * panels.columns()) {
            outputs = new float[SIDE * SIDE * across * panels.columns()];
        }
        if (points.length < TileGrid.PANELS * strip * panels.columns()) {
            points = new float[TileGrid.PANELS * strip * panels.columns()];
            halfway = new float[SIDE * POINTS * strip * panels.columns()];
        }
        for (int tile = 0; tile < across; tile += strip) {
            run(panels, first, tile, Math.min(strip, across - tile), across);
        }
        return outputs;
    }

    private void run(Panels panels, int first, int firstTile, int tiles, int across) {
        int channels = panels.columns();
        int length = tiles * channels;
        for (int panel = 0; panel < TileGrid.PANELS; panel++) {
            panels.get(panel, first + firstTile, 0, points, panel * length, length);
        }
        alongColumns(points, halfway, POINTS * length);
        for (int row = 0; row < SIDE; row++) {
            for (int tile = 0; tile < tiles; tile++) {
                int from = row * POINTS * length + tile * channels;
                int to = (row * SIDE * across + SIDE * (firstTile + tile)) * channels;
                alongRow(halfway, from, length, outputs, to, channels);
            }
        }
    }

    private static void alongColumns(float[] from, float[] to, int length) {
        for (int i = 0; i < length; i += STEP) {
            transform(from, i, length, to, i, length);
        }
    }

    private static void alongRow(float[] from, int fromAt, int stride, float[] to, int toAt, int channels) {
        for (int c = 0; c < channels; c += STEP) {
            transform(from, fromAt + c, stride, to, toAt + c, channels);
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
