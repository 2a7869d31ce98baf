package amagumo.server.inspect;

import amagumo.ingest.file.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;

/**
 * What {@code inspect} says about a frame's values.
 *
 * @param cells how many there are
 * @param missing how many are NaN
 * @param positive how many are above 0
 * @param max the largest value, empty if all are missing
 * @param mean computed in double, of the values that are not missing; empty if all are missing
 * @param sha256 of all values as float32, little endian, row 0 north, NaN as 0x7fc00000, if it was asked for
 */
public record CellStatistics(
        long cells, long missing, long positive, Optional<Float> max, OptionalDouble mean, Optional<String> sha256) {

    /**
     * Computes the statistics of all values.
     *
     * @param rows how many rows there are
     * @param row gives a row by its number, from the north; it may reuse one array
     * @param digested whether to digest the values too
     */
    public static CellStatistics of(int rows, IntFunction<float[]> row, boolean digested) {
        Sha256 digest = new Sha256();
        long cells = 0;
        long missing = 0;
        long positive = 0;
        double sum = 0;
        float max = Float.NEGATIVE_INFINITY;
        for (int r = 0; r < rows; r++) {
            float[] values = row.apply(r);
            cells += values.length;
            for (float value : values) {
                if (Float.isNaN(value)) {
                    missing++;
                } else {
                    sum += value;
                    max = Math.max(max, value);
                    positive += value > 0 ? 1 : 0;
                }
            }
            if (digested) {
                digest.update(octets(values));
            }
        }
        long present = cells - missing;
        return new CellStatistics(
                cells,
                missing,
                positive,
                present == 0 ? Optional.empty() : Optional.of(max),
                present == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / present),
                digested ? Optional.of(digest.hex()) : Optional.empty());
    }

    private static byte[] octets(float[] values) {
        ByteBuffer octets = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        octets.asFloatBuffer().put(values);
        return octets.array();
    }
}
