package amagumo.model.nowcast;

import amagumo.model.pixel.PatchFrame;
import java.util.List;
import java.util.Map;

/** Packed pixels as they are. */
final class Unpacked {

    private static final float[] PIXELS = PackedPixels.table(pixel -> pixel);

    private Unpacked() {}

    /** A copy of a frame, {@code [row][column]}. */
    static float[][] frame(PackedPixels pixels, int index) {
        return pixels.lookUp(index, PIXELS);
    }

    /** The first field of what a network says of the leads. */
    static PackedPixels run(TiledNetwork network, PackedPixels frames, int leads) {
        return run(network, frames, List.of(), leads);
    }

    /** The first field of what a network says that is told conditions besides its frames. */
    static PackedPixels run(TiledNetwork network, PackedPixels frames, List<Float> conditions, int leads) {
        PackedPixels said = new PackedPixels(leads, frames.rows(), frames.columns());
        network.run(given(frames), conditions, Map.of(0, said::set));
        return said;
    }

    /** What a network is given. */
    private static TiledNetwork.Frames given(PackedPixels pixels) {
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
