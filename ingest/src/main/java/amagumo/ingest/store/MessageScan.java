package amagumo.ingest.store;

import amagumo.ingest.grib.GribField;
import amagumo.ingest.grib.GribReader;
import amagumo.ingest.grib.GribWriter;
import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.radar.RadarFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the messages in a part of a day file that no index vouches for. Pages reach the disk in any order, so a message
 * there may begin and end correctly and have a hole in between. It is therefore decoded in full and trusted only if
 * encoding it again gives the same bytes; no hole passes that test, because the encoder never writes two zero octets of
 * data in a row. A tombstone carries a checksum. After a message that is not sound the search goes on at the next
 * {@code GRIB}.
 */
final class MessageScan {

    private static final int SHORTEST = 100;
    private static final int LONGEST = 1 << 28;
    private static final int CHUNK = 1 << 16;
    private static final int GRIB = 0x47524942;
    private static final int END = 0x37373737;

    private final FileChannel channel;
    private final long size;
    private final LocalDate day;
    private final StoreDescription description;

    MessageScan(FileChannel channel, long size, LocalDate day, StoreDescription description) {
        this.channel = channel;
        this.size = size;
        this.day = day;
        this.description = description;
    }

    /** The sound messages from an offset on. */
    List<StoredMessage> from(long offset) throws IOException {
        List<StoredMessage> found = new ArrayList<>();
        long at = offset;
        while (size - at >= SHORTEST) {
            Optional<StoredMessage> message = messageAt(at);
            message.ifPresent(found::add);
            at = message.isPresent() ? message.get().end() : nextBegin(at + 1);
        }
        return found;
    }

    /** Section 0: {@code GRIB}, two reserved octets, discipline, edition 2, and in octets 9-16 the length. */
    private Optional<StoredMessage> messageAt(long at) throws IOException {
        ByteBuffer head = ByteBuffer.wrap(Disk.read(channel, at, 16));
        long length = head.getLong(8);
        if (head.getInt(0) != GRIB
                || head.get(7) != 2
                || length < SHORTEST
                || length > Math.min(LONGEST, size - at)
                || ByteBuffer.wrap(Disk.read(channel, at + length - 4, 4)).getInt() != END) {
            return Optional.empty();
        }
        byte[] message = Disk.read(channel, at, (int) length);
        try {
            List<GribField> fields = GribReader.read("", message);
            return fields.size() == 1 ? check(at, message, fields.get(0)) : Optional.empty();
        } catch (MalformedGribException e) {
            return Optional.empty();
        }
    }

    private Optional<StoredMessage> check(long at, byte[] message, GribField field) throws MalformedGribException {
        boolean belongs = field.product().category() == description.category()
                && field.product().parameter() == description.parameter()
                && field.product().intervalMinutes() == description.stepMinutes()
                && field.grid().sameCellsAs(description.grid())
                && LocalDate.ofInstant(field.validTime(), ZoneOffset.UTC).equals(day);
        if (!belongs) {
            return Optional.empty();
        }
        if (Tombstone.is(message)) {
            return Optional.of(StoredMessage.removal(at, message, field.validTime()));
        }
        RadarFrame frame = field.frame();
        byte[] again = GribWriter.write(
                field.identification(), field.product(), frame, field.packing().bits());
        return Arrays.equals(message, again)
                ? Optional.of(StoredMessage.frame(at, message, field.validTime(), Wetness.of(frame)))
                : Optional.empty();
    }

    private long nextBegin(long from) throws IOException {
        for (long start = from; size - start >= SHORTEST; start += CHUNK - 3) {
            ByteBuffer chunk = ByteBuffer.wrap(Disk.read(channel, start, (int) Math.min(CHUNK, size - start)));
            for (int i = 0; i + 4 <= chunk.capacity(); i++) {
                if (chunk.get(i) == 'G' && chunk.getInt(i) == GRIB) {
                    return start + i;
                }
            }
        }
        return size;
    }
}
