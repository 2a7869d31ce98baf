package amagumo.ingest.grib;

import java.nio.ByteBuffer;

/**
 * Where a message lies in a file, from its sections 0 and 8.
 *
 * <pre>
 * Section 0     1-4 "GRIB", 5-6 reserved, 7 discipline, 8 edition (2), 9-16 length of the message
 * Section 8     1-4 "7777"
 * </pre>
 *
 * @param begin where section 0 begins
 * @param end the octet after section 8
 */
record MessageBounds(int begin, int end) {

    static final int INDICATOR_OCTETS = 16;
    static final int END_OCTETS = 4;

    private static final int GRIB = 0x47524942;
    private static final int END = 0x37373737;
    private static final int EDITION = 7;
    private static final int LENGTH = 8;

    /**
     * Reads sections 0 and 8 of the message that begins at an offset.
     *
     * @throws MalformedGribException if there is none, or it is incomplete
     */
    static MessageBounds read(String file, byte[] bytes, int begin) throws MalformedGribException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int left = bytes.length - begin;
        if (left < INDICATOR_OCTETS) {
            throw new MalformedGribException(file, begin, "%d octets hold no GRIB2 message".formatted(left));
        }
        if (buffer.getInt(begin) != GRIB) {
            throw new MalformedGribException(file, begin, "no 'GRIB' at the beginning of a message");
        }
        int edition = buffer.get(begin + EDITION) & 0xFF;
        if (edition != 2) {
            throw new MalformedGribException(
                    file, begin + EDITION, "GRIB edition %d is not read, only 2".formatted(edition));
        }
        long length = buffer.getLong(begin + LENGTH);
        if (length < INDICATOR_OCTETS + END_OCTETS || length > left) {
            throw new MalformedGribException(
                    file,
                    begin + LENGTH,
                    "a message of %s octets where %d are left".formatted(Long.toUnsignedString(length), left));
        }
        int end = begin + (int) length;
        if (buffer.getInt(end - END_OCTETS) != END) {
            throw new MalformedGribException(file, end - END_OCTETS, "no '7777' at the end of the message");
        }
        return new MessageBounds(begin, end);
    }

    /**
     * Where the next message begins or seems to, complete or not: at {@code GRIB} followed by an edition number, or at
     * as much of that as the end of the file left.
     *
     * @return the length of the file if there is none
     */
    static int find(byte[] bytes, int from) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        for (int at = from; at <= bytes.length - 4; at++) {
            if (bytes[at] == 'G'
                    && buffer.getInt(at) == GRIB
                    && (at + EDITION >= bytes.length || bytes[at + EDITION] == 1 || bytes[at + EDITION] == 2)) {
                return at;
            }
        }
        return bytes.length;
    }
}
