package amagumo.ingest.archive;

import java.util.Optional;

/** What {@link ArchiveStream} found in one place. */
public sealed interface ArchiveItem permits NamedFile, Skipped, Refused {

    /** The path as given, or {@code -} for standard input; below a given directory the path of the file itself. */
    String source();

    /** The name inside an archive, as the archive spells it. */
    Optional<String> member();

    /** How a message names this item: {@code source} or {@code source:member}, control characters replaced. */
    default String label() {
        String label = member().map(name -> source() + ":" + name).orElse(source());
        return label.replaceAll("\\p{Cntrl}", "?");
    }
}
