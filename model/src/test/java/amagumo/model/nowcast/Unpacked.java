package amagumo.model.nowcast;

/** Packed pixels as they are. */
final class Unpacked {

    private static final float[] PIXELS = PackedPixels.table(pixel -> pixel);

    private Unpacked() {}

    /** A copy of a frame, {@code [row][column]}. */
    static float[][] frame(PackedPixels pixels, int index) {
        return pixels.lookUp(index, PIXELS);
    }
}
