package amagumo.server.forecast.file;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A field of rain rates, packed row by row, so that 15 fields of all Japan take a few megabytes and one cell is read
 * without unpacking the field. A rate is kept to the nearest 0.01 mm/h, at most {@value #MAX_HUNDREDTHS} hundredths, but
 * never rounded up to a multiple of 0.5 mm/h: so each threshold of the scores is reached by what is kept exactly where it
 * was reached by what was packed.
 *
 * <pre>
 * octets                what
 * 4 (rows + 1)          where each row begins, counted from the first octet here, and where the last one ends; big-endian
 * for each row          zlib (RFC 1950) of 2 octets a column: hundredths of mm/h, big-endian, 65535 where missing
 * </pre>
 */
public final class PackedRates {

    private static final int MISSING = 0xFFFF;
    private static final int MAX_HUNDREDTHS = 0xFFFE;
    private static final int HUNDREDTHS_OF_HALF_A_MILLIMETRE = 50;

    private final int rows;
    private final int columns;
    private final byte[] octets;

    private PackedRates(int rows, int columns, byte[] octets) {
        this.rows = rows;
        this.columns = columns;
        this.octets = octets;
    }

    /**
     * Packs a field.
     *
     * @param ratesMmH {@code [row][column]}, NaN where missing
     */
    public static PackedRates of(float[][] ratesMmH) {
        int rows = ratesMmH.length;
        int columns = ratesMmH[0].length;
        byte[] raw = new byte[columns * Short.BYTES];
        byte[] row = new byte[raw.length + raw.length / 1000 + 64]; // deflate adds less to what it cannot shrink
        ByteBuffer begins = ByteBuffer.allocate((rows + 1) * Integer.BYTES);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            for (float[] rates : ratesMmH) {
                begins.putInt(begins.capacity() + packed.size());
                ByteBuffer values = ByteBuffer.wrap(raw);
                for (float rate : rates) {
                    values.putShort((short) hundredths(rate));
                }
                deflater.reset();
                deflater.setInput(raw);
                deflater.finish();
                packed.write(row, 0, deflater.deflate(row));
            }
        } finally {
            deflater.end();
        }
        begins.putInt(begins.capacity() + packed.size());
        byte[] octets = Arrays.copyOf(begins.array(), begins.capacity() + packed.size());
        System.arraycopy(packed.toByteArray(), 0, octets, begins.capacity(), packed.size());
        return new PackedRates(rows, columns, octets);
    }

    /** What was packed before, as {@link #octets()} gave it. It is believed only as far as it is unpacked. */
    static PackedRates of(byte[] octets, int rows, int columns) throws IOException {
        if (octets.length < (rows + 1) * Integer.BYTES) {
            throw new EOFException("%d octets for %d rows".formatted(octets.length, rows));
        }
        return new PackedRates(rows, columns, octets);
    }

    /** What {@link #hundredths} stand for in mm/h, NaN where missing. */
    public static float rateMmH(char hundredths) {
        // As the values of levels are computed: in double, rounded to float.
        return hundredths == MISSING ? Float.NaN : (float) (hundredths / 100.0);
    }

    /** The field as it is written. The array is not to be changed. */
    public byte[] octets() {
        return octets;
    }

    /**
     * The rain rate of a cell in mm/h, NaN where missing.
     *
     * @throws IOException if the row cannot be unpacked
     */
    public float rate(int row, int column) throws IOException {
        return row(row)[column];
    }

    /**
     * All rain rates {@code [row][column]} in mm/h, NaN where missing.
     *
     * @throws IOException if a row cannot be unpacked
     */
    public float[][] rates() throws IOException {
        float[][] rates = new float[rows][];
        for (int row = 0; row < rows; row++) {
            rates[row] = row(row);
        }
        return rates;
    }

    /**
     * A row as it is kept: hundredths of mm/h, 65535 where missing.
     *
     * @throws IOException if the row cannot be unpacked
     */
    public char[] hundredths(int row) throws IOException {
        ByteBuffer begins = ByteBuffer.wrap(octets);
        int begin = begins.getInt(row * Integer.BYTES);
        int end = begins.getInt((row + 1) * Integer.BYTES);
        if (begin < (rows + 1) * Integer.BYTES || end < begin || end > octets.length) {
            throw new IOException("row %d from %d to %d of %d octets".formatted(row, begin, end, octets.length));
        }
        return unpacked(octets, begin, end - begin, columns);
    }

    private float[] row(int row) throws IOException {
        return rates(hundredths(row));
    }

    /**
     * One row of a field that is read where it lies.
     *
     * @param in at the first octet of the field, of which no more is read than needed
     * @param length how many octets the field takes
     */
    static float[] row(InputStream in, long length, int rows, int columns, int row) throws IOException {
        in.skipNBytes((long) row * Integer.BYTES);
        ByteBuffer begins = ByteBuffer.wrap(in.readNBytes(2 * Integer.BYTES));
        if (begins.capacity() < 2 * Integer.BYTES) {
            throw new EOFException("the field ends before row %d".formatted(row));
        }
        int begin = begins.getInt();
        int end = begins.getInt();
        if (begin < (rows + 1) * Integer.BYTES || end < begin || end > length) {
            throw new IOException("row %d from %d to %d of %d octets".formatted(row, begin, end, length));
        }
        in.skipNBytes(begin - (row + 2L) * Integer.BYTES);
        byte[] packed = in.readNBytes(end - begin);
        return rates(unpacked(packed, 0, packed.length, columns));
    }

    private static char[] unpacked(byte[] packed, int from, int length, int columns) throws IOException {
        byte[] raw = new byte[columns * Short.BYTES];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed, from, length);
            // The checksum behind the values is looked at when more is asked for than there is.
            if (inflater.inflate(raw) != raw.length || inflater.inflate(new byte[1]) != 0 || !inflater.finished()) {
                throw new IOException("a row is not of %d columns".formatted(columns));
            }
        } catch (DataFormatException e) {
            throw new IOException("a row cannot be unpacked", e);
        } finally {
            inflater.end();
        }
        char[] hundredths = new char[columns];
        ByteBuffer.wrap(raw).asCharBuffer().get(hundredths);
        return hundredths;
    }

    private static float[] rates(char[] hundredths) {
        float[] rates = new float[hundredths.length];
        for (int column = 0; column < rates.length; column++) {
            rates[column] = rateMmH(hundredths[column]);
        }
        return rates;
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
