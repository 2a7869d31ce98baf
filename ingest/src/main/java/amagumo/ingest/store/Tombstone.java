package amagumo.ingest.store;

import amagumo.ingest.grib.GribWriter;
import amagumo.ingest.grib.Identification;
import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.radar.LevelTable;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * The message that removes a frame from a store. It tells a store that its time has no frame from here on, and every
 * other GRIB2 reader that all cells at that time are missing. What marks it is its section 2, which GRIB2 leaves to the
 * writer and no frame of a store has.
 *
 * <pre>
 * Section 2     1-4 length (25), 5 number (2)
 *               6-21  "amagumo: removed"
 *               22-25 CRC-32C of all octets of the message but these four
 * </pre>
 */
final class Tombstone {

    private static final byte[] MARK = "amagumo: removed".getBytes(StandardCharsets.US_ASCII);

    /** After sections 0 (16 octets) and 1 (21). */
    private static final int SECTION_2 = 37;

    private static final int SECTION_2_OCTETS = 25;
    private static final int CHECKSUM = SECTION_2 + SECTION_2_OCTETS - 4;

    /** Octets 9-16 of section 0. */
    private static final int MESSAGE_LENGTH = 8;

    private Tombstone() {}

    /** The message that removes the frame for a time. */
    static byte[] of(StoreDescription store, Instant validTime) {
        RadarFrame missing = new RadarFrame(
                validTime,
                store.stepMinutes(),
                store.grid(),
                new LevelTable(0, new int[] {0}),
                Levels.ofBytes(new byte[(int) store.grid().cells()]));
        byte[] plain = GribWriter.write(
                Identification.jmaAnalysis(validTime),
                ProductDefinition.observedRain(store.parameter(), validTime, store.stepMinutes()),
                missing,
                Byte.SIZE);
        ByteBuffer out = ByteBuffer.allocate(plain.length + SECTION_2_OCTETS);
        out.put(plain, 0, SECTION_2);
        out.putInt(SECTION_2_OCTETS).put((byte) 2).put(MARK).putInt(0);
        out.put(plain, SECTION_2, plain.length - SECTION_2);
        out.putLong(MESSAGE_LENGTH, out.capacity());
        out.putInt(CHECKSUM, checksum(out.array()));
        return out.array();
    }

    /** Whether a message is a tombstone, whole and undamaged. */
    static boolean is(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message);
        return message.length > SECTION_2 + SECTION_2_OCTETS
                && in.getInt(SECTION_2) == SECTION_2_OCTETS
                && in.get(SECTION_2 + 4) == 2
                && in.slice(SECTION_2 + 5, MARK.length).equals(ByteBuffer.wrap(MARK))
                && in.getInt(CHECKSUM) == checksum(message);
    }

    private static int checksum(byte[] message) {
        CRC32C crc = new CRC32C();
        crc.update(message, 0, CHECKSUM);
        crc.update(message, CHECKSUM + 4, message.length - CHECKSUM - 4);
        return (int) crc.getValue();
    }
}
