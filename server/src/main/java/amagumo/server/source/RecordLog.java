package amagumo.server.source;

import amagumo.ingest.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A file of short texts that only grows: what a source keeps to save work, and may lose. Each text ends with octet 0, which
 * none of them has. A text that a crash tore is one that its reader does not understand. Not for several threads.
 */
public final class RecordLog {

    private static final String END = "\0";

    /** As many texts may be out of date before all are written anew. */
    private static final int SLACK = 1000;

    private final Path file;
    private int written;

    public RecordLog(Path file) {
        this.file = file;
    }

    /** All texts in the order in which they were written, none if there is no file. */
    public List<String> read() throws IOException {
        List<String> texts = Files.exists(file)
                ? List.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split(END))
                : List.of();
        written = texts.size();
        return texts;
    }

    /** Adds texts; where the file's directory is not there yet, they are lost. */
    public void add(Collection<String> texts) throws IOException {
        if (!texts.isEmpty() && Files.isDirectory(file.getParent())) {
            // The first octet ends a text that was torn.
            Files.writeString(file, END + joined(texts), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            written += texts.size();
        }
    }

    /** Whether so much of it is out of date that it is to be {@linkplain #replace replaced}. */
    public boolean isWorthReplacing(int current) {
        return written > 2 * current + SLACK;
    }

    /** Replaces all texts. */
    public void replace(Collection<String> texts) throws IOException {
        AtomicFile.replace(file, place -> Files.writeString(place, joined(texts)));
        written = texts.size();
    }

    private static String joined(Collection<String> texts) {
        return texts.stream().map(text -> text + END).collect(Collectors.joining());
    }
}
