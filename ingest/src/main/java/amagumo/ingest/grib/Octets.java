package amagumo.ingest.grib;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * One section of a message, read by the octet numbers of WMO's tables, which count from 1. Numbers are big-endian and,
 * where signed, sign-magnitude: the first bit is the sign.
 */
final class Octets {

    private final String file;
    private final byte[] bytes;
    private final int offset;
    private final int length;

    private Octets(String file, byte[] bytes, int offset, int length) {
        this.file = file;
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
    }

    /** The section at an offset; the length that it states has been checked to lie inside the file. */
    static Octets section(String file, byte[] bytes, int offset) {
        return new Octets(file, bytes, offset, ByteBuffer.wrap(bytes).getInt(offset));
    }

    int length() {
        return length;
    }

    int u1(int octet) throws MalformedGribException {
        need(octet);
        return bytes[offset + octet - 1] & 0xFF;
    }

    int u2(int octet) throws MalformedGribException {
        return u1(octet) << 8 | u1(octet + 1);
    }

    long u4(int octet) throws MalformedGribException {
        return (long) u2(octet) << 16 | u2(octet + 2);
    }

    int s1(int octet) throws MalformedGribException {
        int value = u1(octet);
        return value < 0x80 ? value : 0x80 - value;
    }

    int s4(int octet) throws MalformedGribException {
        int value = (int) u4(octet);
        return value >= 0 ? value : -(value & 0x7FFF_FFFF);
    }

    /** Year (two octets), month, day, hour, minute, second. */
    Instant time(int octet) throws MalformedGribException {
        try {
            return LocalDateTime.of(
                            u2(octet), u1(octet + 2), u1(octet + 3), u1(octet + 4), u1(octet + 5), u1(octet + 6))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw malformed(octet, "not a time: %s".formatted(e.getMessage()));
        }
    }

    /** The offset of an octet in the file. */
    int at(int octet) {
        return offset + octet - 1;
    }

    MalformedGribException malformed(int octet, String reason) {
        return new MalformedGribException(file, at(octet), reason);
    }

    private void need(int octet) throws MalformedGribException {
        if (octet > length) {
            throw malformed(1, "section of %d octets has no octet %d".formatted(length, octet));
        }
    }
}
