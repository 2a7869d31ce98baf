package amagumo.server.source.directory;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What lies in one directory. Left out are names that programs give to what they have not finished (hidden ones, as
 * rsync's; {@code .tmp}, {@code .part}, {@code .partial}, {@code .filepart}) and linked directories.
 *
 * @param directories in it
 * @param unreadable what could not be looked at, a sentence each
 */
record DirectoryListing(List<Path> directories, List<String> unreadable) {

    private static final Pattern UNFINISHED = Pattern.compile("\\..*|.*\\.(tmp|part|partial|filepart)");

    /** So many of the known files are looked at, those of the last names: frames are corrected soon or not at all. */
    private static final int LAST_NAMES = 500;

    /**
     * Lists a directory. To read names is cheap, to look at each file is not.
     *
     * @param isKnown whether a file was dealt with, by its absolute path: of those only the ones of the last names are looked at
     * @param files to which the files are added that were looked at, by their absolute paths
     * @throws IOException if it cannot be read
     */
    static DirectoryListing of(Path directory, Predicate<String> isKnown, Map<String, FileStamp> files)
            throws IOException {
        List<Path> directories = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (Path path : worthALook(directory, isKnown)) {
            try {
                look(path, directories, files);
            } catch (NoSuchFileException e) {
                // gone since it was listed, or a link to nothing
            } catch (IOException e) {
                unreadable.add(unreadable(path));
            }
        }
        return new DirectoryListing(List.copyOf(directories), List.copyOf(unreadable));
    }

    /** What is finished and not known, and the last names of what is known. */
    private static List<Path> worthALook(Path directory, Predicate<String> isKnown) throws IOException {
        List<Path> paths = new ArrayList<>();
        PriorityQueue<Path> last = new PriorityQueue<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            for (Path path : all) {
                if (!isKnown.test(path.toString())) {
                    paths.add(path);
                } else if (last.size() < LAST_NAMES || path.compareTo(last.peek()) > 0) {
                    last.add(path);
                    if (last.size() > LAST_NAMES) {
                        last.remove();
                    }
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        paths.addAll(last);
        paths.removeIf(path -> UNFINISHED.matcher(path.getFileName().toString()).matches());
        return paths;
    }

    private static void look(Path path, List<Path> directories, Map<String, FileStamp> files) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isDirectory()) {
            directories.add(path);
            return;
        }
        BasicFileAttributes target =
                attributes.isSymbolicLink() ? Files.readAttributes(path, BasicFileAttributes.class) : attributes;
        if (target.isRegularFile()) {
            files.put(path.toString(), FileStamp.of(target));
        }
    }

    /** What is said of a file or a directory that cannot be looked at. */
    static String unreadable(Path path) {
        return "%s cannot be read".formatted(path);
    }
}
