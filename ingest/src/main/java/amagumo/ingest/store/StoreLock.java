package amagumo.ingest.store;

import amagumo.ingest.file.Owner;
import amagumo.ingest.file.WriteFailure;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to write to a store: the operating system's lock on a file, which is released when its process ends,
 * however it ends.
 */
final class StoreLock implements Closeable {

    private static final String FILE = "lock";

    private final FileChannel channel;

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws StoreException if somebody else holds it
     */
    static StoreLock take(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(
                directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new StoreException(
                        directory, "another process (%s) is writing to this store".formatted(owner(channel)));
            }
            taken = true;
            Owner.asOfDirectory(directory.resolve(FILE));
            channel.truncate(0);
            Disk.writeFully(
                    channel,
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)),
                    0);
            return new StoreLock(channel);
        } catch (IOException e) {
            throw WriteFailure.of(directory.resolve(FILE), e);
        } catch (OverlappingFileLockException e) {
            throw new StoreException(directory, "this process is writing to this store already");
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(20);
        channel.read(text, 0);
        String pid = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
        return pid.matches("\\d+") ? "pid " + pid : "pid unknown";
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
