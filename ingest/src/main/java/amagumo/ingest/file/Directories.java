package amagumo.ingest.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes directories and their entries survive power loss. */
public final class Directories {

    private Directories() {}

    /** Makes entries that were created, renamed or removed in a directory survive power loss. */
    public static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Creates a directory and those above it, each of them durably. */
    public static void create(Path directory) throws IOException {
        Path absolute = directory.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            return;
        }
        if (Files.exists(absolute)) {
            throw new NotDirectoryException(directory.toString());
        }
        create(absolute.getParent());
        Files.createDirectory(absolute);
        Owner.asOfDirectory(absolute);
        sync(absolute.getParent());
    }
}
