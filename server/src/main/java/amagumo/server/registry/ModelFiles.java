package amagumo.server.registry;

import amagumo.ingest.file.AtomicFile;
import amagumo.ingest.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The files of versions, {@code SHA256.zip} in one directory: each is written once and read only as what it was then. */
final class ModelFiles {

    private final Path directory;

    ModelFiles(Path directory) {
        this.directory = directory;
    }

    /** Where a file is. */
    Path file(String sha256) {
        return directory.resolve(sha256 + ".zip");
    }

    /**
     * Keeps a file, durably; one that is damaged is written again.
     *
     * @return its SHA-256
     */
    String keep(byte[] content) throws IOException {
        String sha256 = Sha256.of(content);
        Path file = file(sha256);
        if (!Files.isRegularFile(file) || !Sha256.of(Files.readAllBytes(file)).equals(sha256)) {
            Files.createDirectories(directory);
            AtomicFile.replaceDurably(file, place -> Files.write(place, content));
        }
        return sha256;
    }

    /** Whether the file of a version is there, whatever is in it. */
    boolean has(ModelVersion version) {
        return Files.exists(file(version.sha256()));
    }

    /**
     * Removes a file, if it is there.
     *
     * @return whether it was
     */
    boolean remove(ModelVersion version) throws IOException {
        return Files.deleteIfExists(file(version.sha256()));
    }

    /**
     * The file of a version, after a look at each of its octets.
     *
     * @throws CorruptModelException if it is not what was registered
     */
    Path whole(ModelVersion version) throws IOException {
        Path file = file(version.sha256());
        try {
            if (Files.size(file) != version.octets()) {
                throw new CorruptModelException(
                        version.number(),
                        file,
                        "has %d octets instead of %d".formatted(Files.size(file), version.octets()));
            }
            if (!Sha256.of(Files.readAllBytes(file)).equals(version.sha256())) {
                throw new CorruptModelException(version.number(), file, "is damaged: its SHA-256 is another");
            }
            return file;
        } catch (NoSuchFileException e) {
            throw new CorruptModelException(version.number(), file, "is gone");
        }
    }
}
