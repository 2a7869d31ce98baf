package amagumo.ingest.export;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a file that is whole or not there: beside its place first, moved when finished, removed when the process is
 * interrupted.
 */
public final class WholeFile {

    /** What writes the content. */
    @FunctionalInterface
    public interface Content {
        /** Writes the whole content to a place where no file is yet. */
        void writeTo(Path file) throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(WholeFile.class);

    private WholeFile() {}

    /**
     * Writes a file; one that is there already is replaced, and stays as it is when the content fails.
     *
     * @throws IOException if the content or the disk fails
     */
    public static void write(Path file, Content content) throws IOException {
        Path place = file.toAbsolutePath();
        if (place.getFileName() == null || Files.isDirectory(place)) {
            throw new FileSystemException(file.toString(), null, "is a directory");
        }
        if (!Files.isDirectory(place.getParent())) {
            throw new NoSuchFileException(place.getParent().toString());
        }
        Path unfinished = place.resolveSibling("." + place.getFileName() + ".unfinished-"
                + ProcessHandle.current().pid());
        Thread removal = new Thread(() -> remove(unfinished));
        keep(removal);
        try {
            content.writeTo(unfinished);
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            remove(unfinished);
            forget(removal);
        }
    }

    /** What cannot be removed stays: the error that made it useless is the one to tell. */
    private static void remove(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            LOG.debug("{} could not be removed", unfinished, e);
        }
    }

    private static void keep(Thread removal) throws IOException {
        try {
            Runtime.getRuntime().addShutdownHook(removal);
        } catch (IllegalStateException e) {
            throw new IOException("nothing is written any more: the process is ending", e);
        }
    }

    private static void forget(Thread removal) {
        try {
            Runtime.getRuntime().removeShutdownHook(removal);
        } catch (IllegalStateException e) {
            LOG.debug("the process is ending and the hook running", e);
        }
    }
}
