package amagumo.ingest.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a file so that it is either whole or absent: first next to its place, under a name of its own, then renamed
 * when finished. A file that was already there stays as it is until then. An unfinished file is removed when writing
 * the content fails and when the process is interrupted ({@link Shutdown}); a process that is killed leaves it behind,
 * hidden.
 */
public final class AtomicFile {

    /** Writes the content. */
    @FunctionalInterface
    public interface Content {
        /** Writes the whole content to a path where there is no file yet. */
        void writeTo(Path file) throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(AtomicFile.class);
    /** Keeps two writers of one file, in one process or in two, from sharing an unfinished one. */
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final int RANDOM_BYTES = 6;
    private static final String UNFINISHED = ".unfinished-";

    private AtomicFile() {}

    /**
     * Replaces or creates a file. After a power failure it may hold the old content, the new content or none.
     *
     * @throws IOException if no file can be put there, or the content or the disk fails; a failure to write names the
     *     file
     */
    public static void replace(Path file, Content content) throws IOException {
        write(file, content, false);
    }

    /**
     * Replaces or creates a file that survives power loss once this has returned; until then a crash at any moment
     * leaves the old content or the new, never a part of it.
     *
     * @throws IOException see {@link #replace}
     */
    public static void replaceDurably(Path file, Content content) throws IOException {
        write(file, content, true);
    }

    /** Whether a file is one that is being written, or that a killed process left behind. */
    public static boolean isUnfinished(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(".") && name.contains(UNFINISHED);
    }

    private static void write(Path file, Content content, boolean durable) throws IOException {
        Path place = file.toAbsolutePath();
        if (place.getFileName() == null || Files.isDirectory(place)) {
            throw new FileSystemException(file.toString(), null, "is a directory");
        }
        if (!Files.isDirectory(place.getParent())) {
            throw new NoSuchFileException(place.getParent().toString());
        }
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        Path unfinished = place.resolveSibling(
                "." + place.getFileName() + UNFINISHED + HexFormat.of().formatHex(random));
        Shutdown.remove(unfinished);
        try {
            content.writeTo(unfinished);
            Owner.asOfDirectory(unfinished);
            if (durable) {
                sync(unfinished);
            }
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            if (durable) {
                Directories.sync(place.getParent());
            }
        } catch (IOException e) {
            throw WriteFailure.of(file, unfinished, e);
        } finally {
            remove(unfinished);
            Shutdown.forget(unfinished);
        }
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** A file that cannot be removed stays: the error to report is the one that made it useless. */
    static void remove(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            LOG.debug("{} could not be removed", unfinished, e);
        }
    }
}
