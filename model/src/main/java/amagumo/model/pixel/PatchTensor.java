package amagumo.model.pixel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Frames of pixels as a DL4J network is given them, {@code [sample, channel, frame, row, column]} (NCDHW): a square of
 * {@code patch} x {@code patch} pixels is one position, its pixel (r, c) the channel {@code r * patch + c} (space to
 * depth).
 */
public final class PatchTensor {

    private final int patch;
    private final int frames;
    private final int rows;
    private final int columns;
    private final float[] values;

    /**
     * All zeros.
     *
     * @param pixelRows rows of a frame, a multiple of {@code patch}
     * @param pixelColumns columns of a frame, likewise
     */
    public PatchTensor(int samples, int frames, int pixelRows, int pixelColumns, int patch) {
        if (pixelRows % patch != 0 || pixelColumns % patch != 0) {
            throw new IllegalArgumentException(
                    "%d x %d pixels are not made of patches of %d".formatted(pixelColumns, pixelRows, patch));
        }
        this.patch = patch;
        this.frames = frames;
        this.rows = pixelRows / patch;
        this.columns = pixelColumns / patch;
        this.values = new float[Math.toIntExact((long) samples * frames * pixelRows * pixelColumns)];
    }

    /** Puts a frame into its place. */
    public void set(int sample, int frame, float[][] pixels) {
        for (int r = 0; r < rows * patch; r++) {
            for (int dx = 0; dx < patch; dx++) {
                int to = rowStart(sample, frame, r, dx);
                for (int c = 0; c < columns; c++) {
                    values[to + c] = pixels[r][c * patch + dx];
                }
            }
        }
    }

    /** Where the positions of a row of patches begin, for the pixels of row {@code r} and column {@code dx} in them. */
    private int rowStart(int sample, int frame, int r, int dx) {
        int channel = r % patch * patch + dx;
        return (((sample * patch * patch + channel) * frames + frame) * rows + r / patch) * columns;
    }

    /** A copy for the network, to be closed by the caller. */
    public INDArray toArray() {
        int channels = patch * patch;
        long samples = values.length / ((long) channels * frames * rows * columns);
        return Nd4j.create(values, new long[] {samples, channels, frames, rows, columns}, 'c');
    }
}
