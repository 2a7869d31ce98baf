package amagumo.ingest.archive;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** The members of one archive, in order. Nothing is unpacked to disk. */
sealed interface Members extends Closeable permits TarMembers, ZipMembers {

    /**
     * The next file, empty after the last one.
     *
     * @throws IOException if the archive is damaged, truncated or past a limit
     */
    Optional<ArchiveItem> next() throws IOException;

    /** How much of the archive has been read or skipped, in octets. */
    long offset();

    /** The path of the archive. */
    String source();
}
