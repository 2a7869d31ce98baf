package amagumo.server.forecast.file;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A field of rain rates as {@link PackedRows} of 2 octets a column: hundredths of mm/h, big-endian, 65535 where missing. So 15
 * fields of all Japan take a few megabytes and one cell is read without unpacking the field. A rate is kept to the nearest 0.01
 * mm/h, at most {@value #MAX_HUNDREDTHS} hundredths, but never rounded up to a multiple of 0.5 mm/h: so each threshold of the
 * scores is reached by what is kept exactly where it was reached by what was packed.
 */
public final class PackedRates {

    private static final int MISSING = 0xFFFF;
    private static final int MAX_HUNDREDTHS = 0xFFFE;
    private static final int HUNDREDTHS_OF_HALF_A_MILLIMETRE = 50;

    private final int rows;
    private final int columns;
    private final PackedRows packed;

    private PackedRates(int rows, int columns, PackedRows packed) {
        this.rows = rows;
        this.columns = columns;
        this.packed = packed;
    }

    /**
     * Packs a field.
     *
     * @param ratesMmH {@code [row][column]}, NaN where missing
     */
    public static PackedRates of(float[][] ratesMmH) {
        int rows = ratesMmH.length;
        int columns = ratesMmH[0].length;
        PackedRows packed = PackedRows.of(rows, columns * Short.BYTES, (row, octets) -> {
            ByteBuffer values = ByteBuffer.wrap(octets);
            for (float rate : ratesMmH[row]) {
                values.putShort((short) hundredths(rate));
            }
        });
        return new PackedRates(rows, columns, packed);
    }

    /** What was packed before, as {@link #octets()} gave it. It is believed only as far as it is unpacked. */
    static PackedRates of(byte[] octets, int rows, int columns) throws IOException {
        return new PackedRates(rows, columns, PackedRows.of(octets, rows, columns * Short.BYTES));
    }

    /** What {@link #hundredths} stand for in mm/h, NaN where missing. */
    public static float rateMmH(char hundredths) {
        // As the values of levels are computed: in double, rounded to float.
        return hundredths == MISSING ? Float.NaN : (float) (hundredths / 100.0);
    }

    /** The field as it is written. The array is not to be changed. */
    public byte[] octets() {
        return packed.octets();
    }

    /**
     * The rain rate of a cell in mm/h, NaN where missing.
     *
     * @throws IOException if the row cannot be unpacked
     */
    public float rate(int row, int column) throws IOException {
        return rateMmH(hundredths(row)[column]);
    }

    /**
     * All rain rates {@code [row][column]} in mm/h, NaN where missing.
     *
     * @throws IOException if a row cannot be unpacked
     */
    public float[][] rates() throws IOException {
        float[][] rates = new float[rows][columns];
        for (int row = 0; row < rows; row++) {
            char[] hundredths = hundredths(row);
            for (int column = 0; column < columns; column++) {
                rates[row][column] = rateMmH(hundredths[column]);
            }
        }
        return rates;
    }

    /**
     * A row as it is kept: hundredths of mm/h, 65535 where missing.
     *
     * @throws IOException if the row cannot be unpacked
     */
    public char[] hundredths(int row) throws IOException {
        char[] hundredths = new char[columns];
        ByteBuffer.wrap(packed.row(row)).asCharBuffer().get(hundredths);
        return hundredths;
    }

    private static int hundredths(float rate) {
        if (Float.isNaN(rate)) {
            return MISSING;
        }
        int nearest = (int) Math.max(0, Math.min(MAX_HUNDREDTHS, Math.round(rate * 100.0)));
        boolean upToAThreshold = nearest % HUNDREDTHS_OF_HALF_A_MILLIMETRE == 0 && rateMmH((char) nearest) > rate;
        return upToAThreshold ? Math.max(0, nearest - 1) : nearest;
    }
}
