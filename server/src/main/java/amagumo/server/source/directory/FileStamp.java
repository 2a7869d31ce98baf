package amagumo.server.source.directory;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
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

    Instant modified() {
        return Instant.EPOCH.plusNanos(modifiedNanos);
    }
}
