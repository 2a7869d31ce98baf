package amagumo.ingest.archive;

import java.util.Optional;

/**
 * A file, a tar or a member that is broken, hostile or past a limit: a failure.
 *
 * @param source the path of the file or of the tar
 * @param member the name inside a tar
 * @param reason what is wrong, in a few words
 */
public record Refused(String source, Optional<String> member, String reason) implements ArchiveItem {}
