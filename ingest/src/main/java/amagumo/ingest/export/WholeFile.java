package amagumo.ingest.export;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file that is whole or not there: beside its place first, moved when finished. */
public final class WholeFile {

    /** What writes the content. */
    @FunctionalInterface
    public interface Content {
        /** Writes the whole content to a place where no file is yet. */
        void writeTo(Path file) throws IOException;
    }

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
        try {
            content.writeTo(unfinished);
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
