package amagumo.server.source.directory;

import amagumo.ingest.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which files were dealt with, and in which state: in memory, and in a file of the store, so that no restart reads them
 * again. A record a file; of several for a path the last counts:
 *
 * <pre>
 * size, octets | space | last written, ns since 1970 | space | absolute path | octet 0
 * </pre>
 *
 * A record is written after the frames are on the disk. It may be lost or torn: then the file is read once more.
 */
final class SeenFiles {

    private static final String FILE = "seen-files";
    private static final String END = "\0"; // no path has it
    private static final Pattern RECORD = Pattern.compile("(\\d{1,18}) (-?\\d{1,18}|\\d{19}) (.+)", Pattern.DOTALL);

    /** As many records may be out of date before all are written anew. */
    private static final int SLACK = 1000;

    private final Path file;
    private final Map<String, FileStamp> stamps = new HashMap<>();
    private int records;

    private SeenFiles(Path file) {
        this.file = file;
    }

    /** Those of a store, none if it is not there. */
    static SeenFiles of(Path store) throws IOException {
        SeenFiles seen = new SeenFiles(store.resolve(FILE));
        if (Files.exists(seen.file)) {
            for (String record : new String(Files.readAllBytes(seen.file), StandardCharsets.UTF_8).split(END)) {
                seen.read(record);
            }
        }
        return seen;
    }

    private void read(String record) {
        Matcher fields = RECORD.matcher(record);
        if (fields.matches()) {
            try {
                FileStamp stamp = new FileStamp(Long.parseLong(fields.group(1)), Long.parseLong(fields.group(2)));
                stamps.put(fields.group(3), stamp);
                records++;
            } catch (NumberFormatException e) {
                // past the year 2262: torn, or never written by this
            }
        }
    }

    boolean has(String path, FileStamp stamp) {
        return stamp.equals(stamps.get(path));
    }

    /** Adds files; a store that is not there yet is not told. */
    void add(Collection<FoundFile> files) throws IOException {
        files.forEach(found -> stamps.put(found.path(), found.stamp()));
        if (Files.isDirectory(file.getParent())) {
            StringBuilder text = new StringBuilder(END); // ends a record that was torn
            files.forEach(found -> append(text, found.path(), found.stamp()));
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            records += files.size();
        }
    }

    /** Forgets all files but these. */
    void retain(Set<String> paths) throws IOException {
        stamps.keySet().retainAll(paths);
        if (records > 2 * stamps.size() + SLACK) {
            StringBuilder text = new StringBuilder();
            stamps.forEach((path, stamp) -> append(text, path, stamp));
            AtomicFile.replace(file, place -> Files.writeString(place, text));
            records = stamps.size();
        }
    }

    private static void append(StringBuilder text, String path, FileStamp stamp) {
        List.of(stamp.size(), " ", stamp.modifiedNanos(), " ", path, END).forEach(text::append);
    }
}
