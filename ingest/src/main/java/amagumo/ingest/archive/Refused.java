package amagumo.ingest.archive;

import java.util.Optional;

/**
 * A file, an archive or a member that is broken, hostile or past a limit: a failure.
 *
 * @param source the path of the file or of the archive
 * @param member the name inside an archive
 * @param reason what is wrong, in a few words
 */
public record Refused(String source, Optional<String> member, String reason) implements ArchiveItem {}
