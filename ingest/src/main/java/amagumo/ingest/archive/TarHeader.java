package amagumo.ingest.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One header record of a tar (POSIX 1003.1-1988 ustar, GNU, and the older form without a magic).
 *
 * <pre>
 *   0- 99 name                    156     type
 * 124-135 size                    257-262 "ustar"
 * 148-155 checksum                345-499 prefix of the name (POSIX)
 * 482     1 if more sparse records follow (GNU, type S)
 * </pre>
 *
 * @param name of the member as this record has it
 * @param size of the data behind it in octets, 0 to 2^60
 * @param type of the member
 * @param moreSparse whether records with holes of a sparse file follow this one
 */
record TarHeader(String name, long size, char type, boolean moreSparse) {

    static final int RECORD_BYTES = 512;

    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_BYTES = 8;
    private static final long LARGEST = 1L << 60;

    /** Whether a record's checksum is that of its octets, which no other kind of file has but by chance. */
    static boolean isHeader(byte[] record) {
        try {
            long unsigned = 0;
            long signed = 0;
            for (int i = 0; i < RECORD_BYTES; i++) {
                boolean own = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_BYTES;
                unsigned += own ? ' ' : record[i] & 0xFF;
                signed += own ? ' ' : record[i];
            }
            long stated = number(record, CHECKSUM, CHECKSUM_BYTES);
            return stated > 0 && (stated == unsigned || stated == signed);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Reads a header.
     *
     * @throws IOException if the record is none
     */
    static TarHeader read(byte[] record) throws IOException {
        if (!isHeader(record)) {
            throw new IOException("damaged tar header: its checksum does not match");
        }
        String name = text(record, 0, 100);
        boolean posix = text(record, 257, 8).equals("ustar");
        String prefix = posix ? text(record, 345, 155) : "";
        return new TarHeader(
                prefix.isEmpty() ? name : prefix + "/" + name,
                number(record, 124, 12),
                (char) (record[156] & 0xFF),
                record[482] != 0);
    }

    boolean isDirectory() {
        return type == '5' || isPlain() && name.endsWith("/");
    }

    boolean isPlain() {
        return type == '0' || type == 0 || type == '7';
    }

    boolean isSparse() {
        return type == 'S';
    }

    private static String text(byte[] record, int from, int length) {
        int end = from;
        while (end < from + length && record[end] != 0) {
            end++;
        }
        return new String(record, from, end - from, StandardCharsets.UTF_8);
    }

    /** Octal digits between blanks and zero octets, or, where the first bit is set, a binary number (GNU). */
    private static long number(byte[] record, int from, int length) throws IOException {
        boolean binary = (record[from] & 0x80) != 0;
        long value = binary ? record[from] & 0x7F : 0;
        String octal = binary ? "" : text(record, from, length).strip();
        for (int i = 0; i < (binary ? length - 1 : octal.length()); i++) {
            int digit = binary ? record[from + 1 + i] & 0xFF : octal.charAt(i) - '0';
            if (!binary && (digit < 0 || digit > 7)) {
                throw new IOException("damaged tar header: '%s' is no number".formatted(octal));
            }
            if (value > LARGEST >> 8) {
                throw new IOException("damaged tar header: a number past 2^60");
            }
            value = value * (binary ? 256 : 8) + digit;
        }
        return value;
    }
}
