package amagumo.model.nowcast;

import amagumo.model.pixel.PatchFrame;

/** Packed pixels as they are. */
final class Unpacked {

    private static final float[] PIXELS = PackedPixels.table(pixel -> pixel);

    private Unpacked() {}

    /** A copy of a frame, {@code [row][column]}. */
    static float[][] frame(PackedPixels pixels, int index) {
        return pixels.lookUp(index, PIXELS);
    }

    /** What a network is given. */
    static TiledNetwork.Frames given(PackedPixels pixels) {
        return new TiledNetwork.Frames() {
            @Override
            public int rows() {
                return pixels.rows();
            }

            @Override
            public int columns() {
                return pixels.columns();
            }

            @Override
            public PatchFrame.Row frame(int index) {
                return (row, into) -> pixels.get(index, row, into);
            }
        };
    }
}
