package amagumo.server.retention;

import amagumo.ingest.file.AtomicFile;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What servers that were killed left half-written: the unfinished files of {@link AtomicFile}, and whatever lies where files
 * wait to be sent or are made for answers. Nothing reads them, and nothing else removes them.
 *
 * @param places directories, with all below them, in which unfinished files may lie
 * @param scratch directories that hold nothing to be kept
 */
public record HalfWrittenFiles(List<Path> places, List<Path> scratch) {

    /** Whatever is older is not being written any more. */
    private static final Duration LONGEST_WRITING = Duration.ofDays(1);

    public HalfWrittenFiles {
        places = List.copyOf(places);
        scratch = List.copyOf(scratch);
    }

    /**
     * Removes them.
     *
     * @return how many files were removed
     */
    public int remove(Instant now) throws IOException {
        Instant before = now.minus(LONGEST_WRITING);
        int removed = 0;
        for (Path place : places) {
            for (Path file : files(place)) {
                removed += AtomicFile.isUnfinished(file) && removeOlder(file, before) ? 1 : 0;
            }
        }
        for (Path place : scratch) {
            for (Path file : files(place)) {
                removed += removeOlder(file, before) ? 1 : 0;
            }
        }
        return removed;
    }

    private static List<Path> files(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(place, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE; // it was there when its directory was listed
                }
                throw failure;
            }
        });
        return files;
    }

    private static boolean removeOlder(Path file, Instant before) throws IOException {
        try {
            boolean old = Files.getLastModifiedTime(file).toInstant().isBefore(before);
            return old && Files.deleteIfExists(file);
        } catch (NoSuchFileException e) {
            return false; // another server removed it, or who wrote it was done
        }
    }
}
