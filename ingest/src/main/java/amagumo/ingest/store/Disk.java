package amagumo.ingest.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Whole reads and writes at a position, and what makes a change of a directory durable. */
final class Disk {

    private Disk() {}

    /** Makes entries made, renamed or removed in a directory survive power loss. */
    static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Creates a directory and those above it, each of them durable. */
    static void createDirectories(Path directory) throws IOException {
        Path absolute = directory.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            return;
        }
        if (Files.exists(absolute)) {
            throw new NotDirectoryException(directory.toString());
        }
        createDirectories(absolute.getParent());
        Files.createDirectory(absolute);
        syncDirectory(absolute.getParent());
    }

    /**
     * Replaces a file in one step.
     *
     * @param durable whether the new content is to survive power loss, or may then be lost, not mixed
     */
    static void replace(Path file, byte[] content, boolean durable) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            writeFully(out, ByteBuffer.wrap(content), 0);
            if (durable) {
                out.force(true);
            }
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        if (durable) {
            syncDirectory(file.toAbsolutePath().getParent());
        }
    }

    static byte[] read(FileChannel channel, long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                throw new EOFException("the file ends at %d".formatted(offset + buffer.position()));
            }
        }
        return buffer.array();
    }

    static void writeFully(FileChannel channel, ByteBuffer bytes, long offset) throws IOException {
        long at = offset;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }
}
