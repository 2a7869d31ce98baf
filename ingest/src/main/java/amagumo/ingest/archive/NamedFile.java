package amagumo.ingest.archive;

import java.util.Optional;

/**
 * A whole file, unpacked.
 *
 * @param source the path as given, {@code -} for standard input
 * @param member the name inside an archive
 * @param bytes the content; the array belongs to the caller and must not be changed
 */
public record NamedFile(String source, Optional<String> member, byte[] bytes) implements ArchiveItem {}
