package amagumo.server.source.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What tells two states of a file apart without reading it.
 *
 * @param size octets
 * @param modifiedNanos when it was last written, nanoseconds since 1970
 */
record FileStamp(long size, long modifiedNanos) {

    static FileStamp of(BasicFileAttributes attributes) {
        return new FileStamp(attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    }

    /** That of a file as it is now; empty if it is not there any more. */
    static Optional<FileStamp> find(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile() ? Optional.of(of(attributes)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // gone, or not to be read, which the next scan of its directory says
        }
    }

    Instant modified() {
        return Instant.EPOCH.plusNanos(modifiedNanos);
    }
}
