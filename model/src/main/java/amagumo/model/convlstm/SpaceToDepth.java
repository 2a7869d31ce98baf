package amagumo.model.convlstm;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Turns patches of pixels into channels and back (the paper's patch size). Pixel (row, column) of channel c becomes channel
 * {@code (c * patch + row % patch) * patch + column % patch} at {@code (row / patch, column / patch)}. Arrays are {@code
 * [sample, channel, frame, row, column]}; results are new arrays in C order.
 */
public final class SpaceToDepth {

    private SpaceToDepth() {}

    /**
     * Patches to channels: {@code [n, c, t, h, w]} to {@code [n, c * patch^2, t, h / patch, w / patch]}.
     *
     * @throws IllegalArgumentException where rows or columns are no multiple of the patch
     */
    public static INDArray split(INDArray frames, int patch) {
        long[] s = frames.shape();
        if (s.length != 5 || patch < 1 || s[3] % patch != 0 || s[4] % patch != 0) {
            throw new IllegalArgumentException(
                    "Frames of shape " + Arrays.toString(s) + " do not divide into patches of side " + patch + ".");
        }
        long rows = s[3] / patch;
        long columns = s[4] / patch;
        return frames.dup('c')
                .reshape('c', s[0], s[1], s[2], rows, patch, columns, patch)
                .permute(0, 1, 4, 6, 2, 3, 5)
                .dup('c')
                .reshape('c', s[0], s[1] * patch * patch, s[2], rows, columns);
    }

    /**
     * Channels to patches, the inverse of {@link #split}: {@code [n, c * patch^2, t, h, w]} to {@code [n, c, t, h * patch,
     * w * patch]}.
     *
     * @throws IllegalArgumentException where the channels are no multiple of the patch's pixels
     */
    public static INDArray merge(INDArray frames, int patch) {
        long[] s = frames.shape();
        int pixels = patch * patch;
        if (s.length != 5 || patch < 1 || s[1] % pixels != 0) {
            throw new IllegalArgumentException(
                    "Frames of shape " + Arrays.toString(s) + " do not hold patches of side " + patch + ".");
        }
        return frames.dup('c')
                .reshape('c', s[0], s[1] / pixels, patch, patch, s[2], s[3], s[4])
                .permute(0, 1, 4, 5, 2, 6, 3)
                .dup('c')
                .reshape('c', s[0], s[1] / pixels, s[2], s[3] * patch, s[4] * patch);
    }
}
