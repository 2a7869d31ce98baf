package amagumo.server.forecast.file;

import java.io.IOException;
import java.util.List;

/**
 * The probabilities of reaching several thresholds at a lead, as {@link PackedRows} of an octet a column: whole per cent, 255
 * where missing; all rows of the first threshold, then all of the next. Rounding keeps their order: the probability of a higher
 * threshold is nowhere larger. No reader needs them finer: a forecast is called reliable within 5 per cent.
 */
public final class PackedProbabilities {

    /** What stands for a missing cell. */
    public static final int MISSING = 0xFF;

    /** What each octet stands for: a probability, 0 to 1, or NaN where missing. */
    private static final float[] MEANING = meaning();

    private static final float PER_CENT = 100;

    private final int rows;
    private final int columns;
    private final PackedRows packed;

    private PackedProbabilities(int rows, int columns, PackedRows packed) {
        this.rows = rows;
        this.columns = columns;
        this.packed = packed;
    }

    /**
     * Packs probabilities.
     *
     * @param probabilities for each threshold {@code [row][column]}, 0 to 1, NaN where missing
     */
    public static PackedProbabilities of(List<float[][]> probabilities) {
        int rows = probabilities.get(0).length;
        int columns = probabilities.get(0)[0].length;
        PackedRows packed = PackedRows.of(probabilities.size() * rows, columns, (row, octets) -> {
            float[] values = probabilities.get(row / rows)[row % rows];
            for (int column = 0; column < columns; column++) {
                octets[column] = (byte) perCent(values[column]);
            }
        });
        return new PackedProbabilities(rows, columns, packed);
    }

    /** What was packed before, as {@link #octets()} gave it. It is believed only as far as it is unpacked. */
    static PackedProbabilities of(byte[] octets, int thresholds, int rows, int columns) throws IOException {
        return new PackedProbabilities(rows, columns, PackedRows.of(octets, thresholds * rows, columns));
    }

    /** The fields as they are written. The array is not to be changed. */
    public byte[] octets() {
        return packed.octets();
    }

    /**
     * The probability of a cell, 0 to 1, NaN where missing.
     *
     * @param threshold 0 for the lowest
     * @throws IOException if the row cannot be unpacked
     */
    public float probability(int threshold, int row, int column) throws IOException {
        return MEANING[perCent(threshold, row)[column] & 0xFF];
    }

    /**
     * The octets of a row of a threshold: whole per cent, {@link #MISSING} where missing.
     *
     * @param threshold 0 for the lowest
     * @throws IOException if the row cannot be unpacked
     */
    public byte[] perCent(int threshold, int row) throws IOException {
        return packed.row(threshold * rows + row);
    }

    /** What each octet of {@link #perCent(int, int)} stands for, 0 to 1, NaN where missing. */
    public static float[] meaning() {
        float[] meaning = new float[MISSING + 1];
        for (int perCent = 0; perCent <= MISSING; perCent++) {
            meaning[perCent] = perCent > PER_CENT ? Float.NaN : perCent / PER_CENT;
        }
        return meaning;
    }

    /**
     * The probabilities of a threshold, {@code [row][column]}, 0 to 1, NaN where missing.
     *
     * @param threshold 0 for the lowest
     * @throws IOException if a row cannot be unpacked
     */
    public float[][] probabilities(int threshold) throws IOException {
        float[][] probabilities = new float[rows][columns];
        for (int row = 0; row < rows; row++) {
            byte[] perCent = perCent(threshold, row);
            for (int column = 0; column < columns; column++) {
                probabilities[row][column] = MEANING[perCent[column] & 0xFF];
            }
        }
        return probabilities;
    }

    private static int perCent(float probability) {
        return Float.isNaN(probability) ? MISSING : Math.round(PER_CENT * Math.max(0, Math.min(1, probability)));
    }
}
