package amagumo.ingest.store;

import static amagumo.ingest.store.StoredMessage.RECORD_BYTES;

import amagumo.ingest.file.AtomicFile;
import amagumo.ingest.file.Owner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The index beside a day file: one record per message, appended once the message is on the disk. A record is never
 * ahead of its message, so what the index covers has been synced. The index needs no sync of its own: a lost record
 * only makes the next reader decode the message before trusting it.
 */
final class DayIndex {

    private DayIndex() {}

    /** The sound records, in order, up to the first that is not sound. */
    static List<StoredMessage> read(Path index) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(index);
        } catch (NoSuchFileException e) {
            return List.of();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        List<StoredMessage> messages = new ArrayList<>();
        long end = 0;
        while (in.remaining() >= RECORD_BYTES) {
            Optional<StoredMessage> message = StoredMessage.read(in);
            if (message.isEmpty()
                    || message.get().offset() < end
                    || message.get().length() < 1) {
                break;
            }
            messages.add(message.get());
            end = message.get().end();
        }
        return messages;
    }

    /** Adds records after {@code count} sound ones. */
    static void append(Path index, int count, List<StoredMessage> messages) throws IOException {
        try (FileChannel out = FileChannel.open(index, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            Owner.asOfDirectory(index);
            Disk.writeFully(out, records(messages).flip(), (long) count * RECORD_BYTES);
        }
    }

    /** Replaces the index. */
    static void write(Path index, List<StoredMessage> messages) throws IOException {
        AtomicFile.replace(index, file -> Files.write(file, records(messages).array()));
    }

    private static ByteBuffer records(List<StoredMessage> messages) {
        ByteBuffer out = ByteBuffer.allocate(messages.size() * RECORD_BYTES);
        messages.forEach(message -> message.write(out));
        return out;
    }
}
