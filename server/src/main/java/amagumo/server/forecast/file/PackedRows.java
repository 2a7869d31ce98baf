package amagumo.server.forecast.file;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Rows of octets, all of one length, packed one by one, so that one is read without unpacking the others.
 *
 * <pre>
 * octets                what
 * 4 (rows + 1)          where each row begins, counted from the first octet here, and where the last one ends; big-endian
 * for each row          zlib (RFC 1950); nothing if all of its octets are 0
 * </pre>
 */
final class PackedRows {

    private final int rows;
    private final int length;
    private final byte[] octets;

    private PackedRows(int rows, int length, byte[] octets) {
        this.rows = rows;
        this.length = length;
        this.octets = octets;
    }

    /** Gives rows to be packed. */
    @FunctionalInterface
    interface Source {
        /** Puts a row into octets, of which all are written. */
        void read(int row, byte[] octets);
    }

    /**
     * Packs rows.
     *
     * @param length octets of a row
     */
    static PackedRows of(int rows, int length, Source source) {
        byte[] raw = new byte[length];
        byte[] zeros = new byte[length];
        byte[] row = new byte[length + length / 1000 + 64]; // deflate adds less to what it cannot shrink
        ByteBuffer begins = ByteBuffer.allocate((rows + 1) * Integer.BYTES);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            for (int r = 0; r < rows; r++) {
                begins.putInt(begins.capacity() + packed.size());
                source.read(r, raw);
                if (!Arrays.equals(raw, zeros)) {
                    deflater.reset();
                    deflater.setInput(raw);
                    deflater.finish();
                    packed.write(row, 0, deflater.deflate(row));
                }
            }
        } finally {
            deflater.end();
        }
        begins.putInt(begins.capacity() + packed.size());
        byte[] octets = Arrays.copyOf(begins.array(), begins.capacity() + packed.size());
        System.arraycopy(packed.toByteArray(), 0, octets, begins.capacity(), packed.size());
        return new PackedRows(rows, length, octets);
    }

    /** What was packed before, as {@link #octets()} gave it. It is believed only as far as it is unpacked. */
    static PackedRows of(byte[] octets, int rows, int length) throws IOException {
        if (octets.length < (rows + 1) * Integer.BYTES) {
            throw new EOFException("%d octets for %d rows".formatted(octets.length, rows));
        }
        return new PackedRows(rows, length, octets);
    }

    /** The rows as they are written. The array is not to be changed. */
    byte[] octets() {
        return octets;
    }

    /**
     * The octets of a row.
     *
     * @throws IOException if it cannot be unpacked
     */
    byte[] row(int row) throws IOException {
        ByteBuffer begins = ByteBuffer.wrap(octets);
        int begin = begins.getInt(row * Integer.BYTES);
        int end = begins.getInt((row + 1) * Integer.BYTES);
        if (begin < (rows + 1) * Integer.BYTES || end < begin || end > octets.length) {
            throw new IOException("row %d from %d to %d of %d octets".formatted(row, begin, end, octets.length));
        }
        byte[] raw = new byte[length];
        if (end > begin) {
            unpack(begin, end - begin, raw);
        }
        return raw;
    }

    private void unpack(int from, int packed, byte[] raw) throws IOException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(octets, from, packed);
            // The checksum behind the values is looked at when more is asked for than there is.
            if (inflater.inflate(raw) != raw.length || inflater.inflate(new byte[1]) != 0 || !inflater.finished()) {
                throw new IOException("a row is not of %d octets".formatted(length));
            }
        } catch (DataFormatException e) {
            throw new IOException("a row cannot be unpacked", e);
        } finally {
            inflater.end();
        }
    }
}
