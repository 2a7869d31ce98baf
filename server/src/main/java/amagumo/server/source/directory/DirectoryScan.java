package amagumo.server.source.directory;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The files below a directory, none of them opened. Left out are names that programs give to what they have not finished
 * (hidden ones, as rsync's; {@code .tmp}, {@code .part}, {@code .partial}, {@code .filepart}), linked directories, and the
 * store, should it lie there.
 *
 * @param files by their absolute paths
 * @param unreadable directories and files that could not be looked at, a sentence each
 */
record DirectoryScan(Map<String, FileStamp> files, List<String> unreadable) {

    private static final Pattern UNFINISHED = Pattern.compile("\\..*|.*\\.(tmp|part|partial|filepart)");

    /**
     * Looks once.
     *
     * @param store a directory that is left out
     * @throws IOException if the directory itself cannot be read
     */
    static DirectoryScan of(Path directory, Path store) throws IOException {
        Path root = directory.toRealPath();
        Path leftOut = Files.exists(store) ? store.toRealPath() : store.toAbsolutePath();
        Visitor visitor = new Visitor(root, leftOut);
        Files.walkFileTree(root, visitor);
        return new DirectoryScan(
                Collections.unmodifiableMap(visitor.files), Collections.unmodifiableList(visitor.unreadable));
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {

        private final Path root;
        private final Path leftOut;
        private final Map<String, FileStamp> files = new HashMap<>();
        private final List<String> unreadable = new ArrayList<>();

        Visitor(Path root, Path leftOut) {
            this.root = root;
            this.leftOut = leftOut;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            boolean wanted = directory.equals(root) || !directory.equals(leftOut) && !isUnfinished(directory);
            return wanted ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (isUnfinished(file)) {
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
            if (file.equals(root)) {
                throw failure;
            }
            if (!(failure instanceof NoSuchFileException)) { // gone since it was listed, or a link to nothing
                unreadable.add("%s cannot be read".formatted(file));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
            return failure == null ? FileVisitResult.CONTINUE : visitFileFailed(directory, failure);
        }

        private boolean isUnfinished(Path path) {
            return UNFINISHED.matcher(path.getFileName().toString()).matches();
        }
    }
}
