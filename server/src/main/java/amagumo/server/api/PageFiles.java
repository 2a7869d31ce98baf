package amagumo.server.api;

import amagumo.ingest.file.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files of the page, which browsers keep for when there is no connection.
 *
 * @param version the digest of all of them
 * @param paths where they are, relative to the page
 */
record PageFiles(String version, List<String> paths) {

    /** Where they lie on the class path. */
    static final String DIRECTORY = "/amagumo/web";

    private static final String INDEX = "index.html";
    private static final int VERSION_DIGITS = 16;

    /** Those that this program serves. */
    static PageFiles read() {
        URI index =
                URI.create(PageFiles.class.getResource(DIRECTORY + "/" + INDEX).toString());
        try {
            if (!index.getScheme().equals("jar")) {
                return read(Path.of(index).getParent());
            }
            try (FileSystem jar = FileSystems.newFileSystem(index, Map.of())) {
                return read(jar.getPath(DIRECTORY));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the page's files cannot be read", e);
        }
    }

    private static PageFiles read(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        ByteArrayOutputStream digests = new ByteArrayOutputStream();
        for (Path file : files) {
            digests.write(Sha256.of(Files.readAllBytes(file)).getBytes(StandardCharsets.US_ASCII));
            digests.write(relative(directory, file).getBytes(StandardCharsets.UTF_8));
        }
        return new PageFiles(
                Sha256.of(digests.toByteArray()).substring(0, VERSION_DIGITS),
                files.stream().map(file -> relative(directory, file)).toList());
    }

    private static String relative(Path directory, Path file) {
        return directory.relativize(file).toString().replace('\\', '/');
    }
}
