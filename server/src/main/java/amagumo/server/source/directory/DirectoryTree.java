package amagumo.server.source.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The directories that radar files appear in. A directory's own time changes when a file in it is made, renamed or removed,
 * so that one whose time is old need not be listed again: of a hundred thousand files in directories by day only those of
 * today are looked at. Not for several threads.
 */
final class DirectoryTree {

    /** Two changes within so long may leave the same time: the coarsest file systems count in steps of 2 s. */
    private static final Duration COARSE = Duration.ofSeconds(3);

    private record Known(Instant modified, Instant listed, DirectoryListing listing) {

        /** Whether nothing can have been made or removed in it since it was listed. */
        boolean isStill(Instant modifiedNow) {
            return modified.equals(modifiedNow)
                    && modified.isBefore(listed.minus(COARSE))
                    && listing.unreadable().isEmpty();
        }
    }

    private final Path directory;
    private final Path store;
    private Map<Path, Known> known = new HashMap<>();

    /**
     * @param directory at the top
     * @param store a directory that is left out, should it lie there
     */
    DirectoryTree(Path directory, Path store) {
        this.directory = directory;
        this.store = store;
    }

    /**
     * Looks once.
     *
     * @param whole whether to look at every file; else at none of directories in which nothing was made, renamed or removed, and
     *     of the others' known ones at few
     * @param isKnown whether a file was dealt with, by its absolute path
     * @throws IOException if the directory at the top cannot be read
     */
    DirectoryScan scan(Instant now, boolean whole, Predicate<String> isKnown) throws IOException {
        Predicate<String> passedOver = whole ? path -> false : isKnown;
        Path root = directory.toRealPath();
        Path leftOut = Files.exists(store) ? store.toRealPath() : store.toAbsolutePath();
        Map<String, FileStamp> files = new HashMap<>();
        List<String> unreadable = new ArrayList<>();
        Map<Path, Known> found = new HashMap<>();
        List<Path> left = new ArrayList<>(List.of(root));
        while (!left.isEmpty()) {
            Path next = left.remove(left.size() - 1);
            try {
                Known state = look(next, now, whole, passedOver, files);
                found.put(next, state);
                unreadable.addAll(state.listing.unreadable());
                state.listing.directories().stream()
                        .filter(below -> !below.equals(leftOut))
                        .forEach(left::add);
            } catch (NoSuchFileException e) {
                requireBelow(root, next, e); // gone since it was listed
            } catch (IOException e) {
                requireBelow(root, next, e);
                unreadable.add(DirectoryListing.unreadable(next));
            }
        }
        known = found;
        return new DirectoryScan(files, unreadable);
    }

    private static void requireBelow(Path root, Path failed, IOException failure) throws IOException {
        if (failed.equals(root)) {
            throw failure;
        }
    }

    private Known look(Path at, Instant now, boolean whole, Predicate<String> passedOver, Map<String, FileStamp> files)
            throws IOException {
        Instant modified = Files.readAttributes(at, BasicFileAttributes.class)
                .lastModifiedTime()
                .toInstant();
        Known before = known.get(at);
        if (!whole && before != null && before.isStill(modified)) {
            return before;
        }
        DirectoryListing listing = DirectoryListing.of(at, passedOver, files);
        return new Known(modified, now, listing);
    }
}
