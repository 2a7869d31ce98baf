package amagumo.model.pixel;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Frames of pixels as a DL4J network takes them, {@code [sample, channel, frame, row, column]} (NCDHW): a square of
 * {@code patch} x {@code patch} pixels is one position, its pixel (r, c) the channel {@code r * patch + c} (space to
 * depth). A frame may have several fields, one after the other in its channels.
 */
public final class PatchTensor {

    private final int patch;
    private final int channels;
    private final int frames;
    private final int rows;
    private final int columns;
    private final float[] values;

    /**
     * A tensor of zeros.
     *
     * @param channels channels of a position
     * @param pixelRows rows of a frame, a multiple of {@code patch}
     * @param pixelColumns columns of a frame, likewise
     */
    public PatchTensor(int samples, int channels, int frames, int pixelRows, int pixelColumns, int patch) {
        if (pixelRows % patch != 0 || pixelColumns % patch != 0) {
            throw new IllegalArgumentException(
                    "%d x %d pixels are not made of patches of %d".formatted(pixelColumns, pixelRows, patch));
        }
        this.patch = patch;
        this.channels = channels;
        this.frames = frames;
        this.rows = pixelRows / patch;
        this.columns = pixelColumns / patch;
        this.values = new float[Math.toIntExact((long) samples * channels * frames * rows * columns)];
    }

    /**
     * Stores a field in its place.
     *
     * @param channel the first of its {@code patch} squared channels
     */
    public void set(int sample, int frame, int channel, float[][] pixels) {
        for (int r = 0; r < rows * patch; r++) {
            for (int dx = 0; dx < patch; dx++) {
                int to = start(sample, channel + r % patch * patch + dx, frame) + r / patch * columns;
                for (int c = 0; c < columns; c++) {
                    values[to + c] = pixels[r][c * patch + dx];
                }
            }
        }
    }

    /** Sets a channel of a frame to one value everywhere. */
    public void fill(int sample, int frame, int channel, float value) {
        int start = start(sample, channel, frame);
        Arrays.fill(values, start, start + rows * columns, value);
    }

    /** Where a channel of a frame begins. */
    private int start(int sample, int channel, int frame) {
        return ((sample * channels + channel) * frames + frame) * rows * columns;
    }

    /** A copy for the network, to be closed by the caller. */
    public INDArray toArray() {
        long samples = values.length / ((long) channels * frames * rows * columns);
        return Nd4j.create(values, new long[] {samples, channels, frames, rows, columns}, 'c');
    }
}
