package amagumo.ingest.store;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Where a message lies in its day file, and what the index knows about it.
 *
 * @param offset offset of the message's first octet
 * @param length length of the message in octets
 * @param headChecksum CRC-32C of the message's first {@value #HEAD_BYTES} octets, or of all of a shorter one
 * @param checksum CRC-32C of the message
 * @param validTime valid time of the frame
 * @param wetFraction share of the frame's non-missing cells that are wet, 0 to 1
 * @param removal whether it is a {@link Tombstone}: from here on its time has no frame
 * @param damaged whether the checksum was found not to match: such a message only keeps its place
 */
record StoredMessage(
        long offset,
        int length,
        int headChecksum,
        int checksum,
        Instant validTime,
        float wetFraction,
        boolean removal,
        boolean damaged) {

    /**
     * <pre>
     *  0- 7 offset           20-27 valid time, seconds since 1970
     *  8-11 length           28-31 wet fraction, IEEE 754
     * 12-15 head checksum    32-35 1 if damaged, 2 if a removal, 3 if both, else 0
     * 16-19 checksum         36-39 CRC-32C of 0-35
     * </pre>
     */
    static final int RECORD_BYTES = 40;

    /** Sections 0 to 4 and the beginning of the level table. */
    static final int HEAD_BYTES = 256;

    private static final int DAMAGED = 1;
    private static final int REMOVAL = 2;
    private static final int CHECKED_BYTES = RECORD_BYTES - 4;

    /** The index entry of a whole frame. */
    static StoredMessage frame(long offset, byte[] message, Instant validTime, float wetFraction) {
        return of(offset, message, validTime, wetFraction, false);
    }

    /** The index entry of a whole tombstone. */
    static StoredMessage removal(long offset, byte[] message, Instant validTime) {
        return of(offset, message, validTime, 0, true);
    }

    private static StoredMessage of(
            long offset, byte[] message, Instant validTime, float wetFraction, boolean removal) {
        return new StoredMessage(
                offset,
                message.length,
                checksumOf(message, 0, Math.min(HEAD_BYTES, message.length)),
                checksumOf(message, 0, message.length),
                validTime,
                wetFraction,
                removal,
                false);
    }

    /**
     * The frame that counts for each valid time: the last undamaged one after the last removal of that time. A damaged
     * removal still removes if the index has it: the index holds everything that it says.
     */
    static Map<Instant, StoredMessage> counting(List<StoredMessage> messages) {
        Map<Instant, StoredMessage> counting = new HashMap<>();
        for (StoredMessage message : messages) {
            if (message.removal()) {
                counting.remove(message.validTime());
            } else if (!message.damaged()) {
                counting.put(message.validTime(), message);
            }
        }
        return counting;
    }

    /** The damaged frames that no later message for their time follows, in the order of the file. */
    static List<StoredMessage> lost(List<StoredMessage> messages) {
        Map<Instant, StoredMessage> newest = new LinkedHashMap<>();
        for (StoredMessage message : messages) {
            newest.put(message.validTime(), message);
        }
        return newest.values().stream()
                .filter(message -> message.damaged() && !message.removal())
                .toList();
    }

    /** The offset just after the message's last octet. */
    long end() {
        return offset + length;
    }

    int headLength() {
        return Math.min(HEAD_BYTES, length);
    }

    boolean matchesHead(byte[] head) {
        return checksumOf(head, 0, head.length) == headChecksum;
    }

    boolean matches(byte[] message) {
        return message.length == length && checksumOf(message, 0, length) == checksum;
    }

    StoredMessage asDamaged() {
        return new StoredMessage(offset, length, headChecksum, checksum, validTime, wetFraction, removal, true);
    }

    void write(ByteBuffer out) {
        int start = out.position();
        out.putLong(offset).putInt(length).putInt(headChecksum).putInt(checksum);
        out.putLong(validTime.getEpochSecond())
                .putFloat(wetFraction)
                .putInt((damaged ? DAMAGED : 0) | (removal ? REMOVAL : 0));
        out.putInt(checksumOf(out.array(), start, CHECKED_BYTES));
    }

    /** The record at the position, empty if it was not written in full; the position moves past it. */
    static Optional<StoredMessage> read(ByteBuffer in) {
        int start = in.position();
        in.position(start + RECORD_BYTES);
        if (in.getInt(start + CHECKED_BYTES) != checksumOf(in.array(), start, CHECKED_BYTES)) {
            return Optional.empty();
        }
        return Optional.of(new StoredMessage(
                in.getLong(start),
                in.getInt(start + 8),
                in.getInt(start + 12),
                in.getInt(start + 16),
                Instant.ofEpochSecond(in.getLong(start + 20)),
                in.getFloat(start + 28),
                (in.getInt(start + 32) & REMOVAL) != 0,
                (in.getInt(start + 32) & DAMAGED) != 0));
    }

    private static int checksumOf(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
