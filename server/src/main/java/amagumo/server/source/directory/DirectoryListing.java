package amagumo.server.source.directory;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /**
     * Lists a directory.
     *
     * @param files to which its files are added, by their absolute paths
     * @throws IOException if it cannot be read
     */
    static DirectoryListing of(Path directory, Map<String, FileStamp> files) throws IOException {
        Visitor visitor = new Visitor(directory, files);
        Files.walkFileTree(directory, Set.of(), 1, visitor);
        return new DirectoryListing(List.copyOf(visitor.directories), List.copyOf(visitor.unreadable));
    }

    /** What is said of a file or a directory that cannot be looked at. */
    static String unreadable(Path path) {
        return "%s cannot be read".formatted(path);
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {

        private final Path directory;
        private final Map<String, FileStamp> files;
        private final List<Path> directories = new ArrayList<>();
        private final List<String> unreadable = new ArrayList<>();

        Visitor(Path directory, Map<String, FileStamp> files) {
            this.directory = directory;
            this.files = files;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (UNFINISHED.matcher(file.getFileName().toString()).matches()) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isDirectory()) {
                directories.add(file);
                return FileVisitResult.CONTINUE;
            }
            try {
                BasicFileAttributes target = attributes.isSymbolicLink()
                        ? Files.readAttributes(file, BasicFileAttributes.class)
                        : attributes;
                if (target.isRegularFile()) {
                    files.put(file.toString(), FileStamp.of(target));
                }
                return FileVisitResult.CONTINUE;
            } catch (IOException e) {
                return visitFileFailed(file, e);
            }
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (file.equals(directory)) {
                throw failure;
            }
            if (!(failure instanceof NoSuchFileException)) { // gone since it was listed, or a link to nothing
                unreadable.add(DirectoryListing.unreadable(file));
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
