package amagumo.ingest.archive;

import java.util.Optional;

/**
 * A file that lies in a directory or an archive but is not a radar file, such as a README: left out, and no failure.
 *
 * @param source the path of the file or of the archive
 * @param member the name inside an archive
 * @param reason why, in a few words
 */
public record Skipped(String source, Optional<String> member, String reason) implements ArchiveItem {}
