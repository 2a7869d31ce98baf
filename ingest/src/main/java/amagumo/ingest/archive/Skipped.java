package amagumo.ingest.archive;

import java.util.Optional;

/**
 * A file that lies in a directory or a tar but is no radar file, such as a README: left out, and no failure.
 *
 * @param source the path of the file or of the tar
 * @param member the name inside a tar
 * @param reason why, in a few words
 */
public record Skipped(String source, Optional<String> member, String reason) implements ArchiveItem {}
