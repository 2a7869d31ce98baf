package amagumo.model.pixel;

import amagumo.model.threads.Rows;
import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.List;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One frame of pixels as the network holds it inside, {@code [1, row, column, channel]}: a square of {@code patch} x
 * {@code patch} pixels is one position, its pixel (r, c) the channel {@code r * patch + c} (space to depth). These may
 * be followed by channels that have one value everywhere.
 */
public final class PatchFrame {

    /** Rows of positions that a thread copies in the same memory. */
    private static final int BAND = 8;

    private final FloatBuffer values;
    private final int rows;
    private final int columns;
    private final int patch;
    private final int channels;

    private PatchFrame(INDArray array, int patch, int more) {
        this.values = array.data().asNioFloat();
        this.rows = (int) array.size(1);
        this.columns = (int) array.size(2);
        this.patch = patch;
        this.channels = patch * patch + more;
        if (array.size(3) != channels) {
            throw new IllegalArgumentException(
                    "%d channels are not patches of %d x %d and %d more".formatted(array.size(3), patch, patch, more));
        }
    }

    /** Gives or takes a row of pixels, row 0 being the first of the frame; called by several threads. */
    @FunctionalInterface
    public interface Row {
        void copy(int row, float[] pixels);
    }

    /**
     * Fills a frame.
     *
     * @param array dense floats in C order
     * @param source fills a row of {@code columns * patch} pixels
     * @param everywhere the values of the channels after those of the patches
     */
    public static void write(INDArray array, int patch, Row source, List<Float> everywhere) {
        PatchFrame frame = new PatchFrame(array, patch, everywhere.size());
        frame.forEachBand((first, end) -> {
            float[] pixels = new float[frame.columns * patch];
            float[] positions = new float[frame.columns * frame.channels];
            for (int k = 0; k < everywhere.size(); k++) {
                for (int at = patch * patch + k; at < positions.length; at += frame.channels) {
                    positions[at] = everywhere.get(k);
                }
            }
            for (int row = first; row < end; row++) {
                for (int r = 0; r < patch; r++) {
                    source.copy(row * patch + r, pixels);
                    for (int c = 0; c < frame.columns; c++) {
                        System.arraycopy(pixels, c * patch, positions, frame.place(r, c), patch);
                    }
                }
                frame.values.put(row * positions.length, positions);
            }
        });
        Nd4j.getAffinityManager().tagLocation(array, Location.HOST);
        Reference.reachabilityFence(array);
    }

    /**
     * Reads a frame.
     *
     * @param array dense floats in C order
     * @param target is given a row of {@code columns * patch} pixels, valid until it returns
     */
    public static void read(INDArray array, int patch, Row target) {
        Nd4j.getAffinityManager().ensureLocation(array, Location.HOST);
        PatchFrame frame = new PatchFrame(array, patch, 0);
        frame.forEachBand((first, end) -> {
            float[] pixels = new float[frame.columns * patch];
            float[] positions = new float[pixels.length * patch];
            for (int row = first; row < end; row++) {
                frame.values.get(row * positions.length, positions);
                for (int r = 0; r < patch; r++) {
                    for (int c = 0; c < frame.columns; c++) {
                        System.arraycopy(positions, frame.place(r, c), pixels, c * patch, patch);
                    }
                    target.copy(row * patch + r, pixels);
                }
            }
        });
        Reference.reachabilityFence(array);
    }

    /** Some rows of positions, one after the other. */
    private interface Band {
        void rows(int first, int end);
    }

    private void forEachBand(Band band) {
        Rows.forEach(
                (rows + BAND - 1) / BAND,
                BAND * columns * patch * patch,
                index -> band.rows(index * BAND, Math.min(rows, (index + 1) * BAND)));
    }

    /** Where a row of a column's patch lies within its row of positions. */
    private int place(int rowOfPatch, int column) {
        return column * channels + rowOfPatch * patch;
    }
}
