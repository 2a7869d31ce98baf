package amagumo.server.forecast;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A field of rain rates, packed row by row, so that 15 fields of all Japan fit in a few megabytes and one cell is read
 * without unpacking the field. A rate is kept to 0.01 mm/h, at most {@value #MAX_HUNDREDTHS} hundredths.
 */
final class PackedRates {

    /** What an array takes beside its elements: its header and its reference. */
    private static final int ARRAY_OCTETS = 20;

    private static final int MISSING = 0xFFFF;
    private static final int MAX_HUNDREDTHS = 0xFFFE;

    private final int columns;
    private final byte[][] rows;

    private PackedRates(int columns, byte[][] rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * Packs a field.
     *
     * @param ratesMmH {@code [row][column]}, NaN where missing
     */
    static PackedRates of(float[][] ratesMmH) {
        int columns = ratesMmH[0].length;
        ByteBuffer raw = ByteBuffer.allocate(columns * Short.BYTES);
        byte[] packed =
                new byte[raw.capacity() + raw.capacity() / 1000 + 64]; // deflate adds less to what it cannot shrink
        byte[][] rows = new byte[ratesMmH.length][];
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            for (int row = 0; row < rows.length; row++) {
                raw.clear();
                for (float rate : ratesMmH[row]) {
                    raw.putShort((short) hundredths(rate));
                }
                deflater.reset();
                deflater.setInput(raw.array());
                deflater.finish();
                rows[row] = Arrays.copyOf(packed, deflater.deflate(packed));
            }
        } finally {
            deflater.end();
        }
        return new PackedRates(columns, rows);
    }

    /** The rain rate of a cell in mm/h, NaN where missing. */
    float rate(int row, int column) {
        byte[] raw = new byte[columns * Short.BYTES];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(rows[row]);
            inflater.inflate(raw);
        } catch (DataFormatException e) {
            throw new IllegalStateException("a row that was packed here cannot be unpacked", e);
        } finally {
            inflater.end();
        }
        int hundredths = ByteBuffer.wrap(raw).getShort(column * Short.BYTES) & 0xFFFF;
        return hundredths == MISSING ? Float.NaN : hundredths / 100f;
    }

    /** How much memory it takes, about. */
    int octets() {
        int octets = 0;
        for (byte[] row : rows) {
            octets += row.length + ARRAY_OCTETS;
        }
        return octets;
    }

    private static int hundredths(float rate) {
        if (Float.isNaN(rate)) {
            return MISSING;
        }
        return Math.max(0, Math.min(MAX_HUNDREDTHS, Math.round(rate * 100)));
    }
}
