package amagumo.server.source.directory;

import amagumo.server.source.RecordLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
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
    private static final Pattern RECORD = Pattern.compile("(\\d{1,18}) (-?\\d{1,18}|\\d{19}) (.+)", Pattern.DOTALL);

    private final RecordLog log;
    private final Map<String, FileStamp> stamps = new HashMap<>();

    private SeenFiles(RecordLog log) {
        this.log = log;
    }

    /** Those of a store, none if it is not there. */
    static SeenFiles of(Path store) throws IOException {
        SeenFiles seen = new SeenFiles(new RecordLog(store.resolve(FILE)));
        seen.log.read().forEach(seen::read);
        return seen;
    }

    private void read(String record) {
        Matcher fields = RECORD.matcher(record);
        if (fields.matches()) {
            try {
                FileStamp stamp = new FileStamp(Long.parseLong(fields.group(1)), Long.parseLong(fields.group(2)));
                stamps.put(fields.group(3), stamp);
            } catch (NumberFormatException e) {
                // past the year 2262: torn, or never written by this
            }
        }
    }

    /** Whether a file was dealt with, in whatever state. */
    boolean has(String path) {
        return stamps.containsKey(path);
    }

    boolean has(String path, FileStamp stamp) {
        return stamp.equals(stamps.get(path));
    }

    /** Adds files; a store that is not there yet is not told. */
    void add(Collection<FoundFile> files) throws IOException {
        files.forEach(found -> stamps.put(found.path(), found.stamp()));
        log.add(files.stream().map(found -> record(found.path(), found.stamp())).toList());
    }

    /** Forgets all files but these. */
    void retain(Set<String> paths) throws IOException {
        stamps.keySet().retainAll(paths);
        if (log.isWorthReplacing(stamps.size())) {
            log.replace(stamps.entrySet().stream()
                    .map(seen -> record(seen.getKey(), seen.getValue()))
                    .toList());
        }
    }

    private static String record(String path, FileStamp stamp) {
        return "%d %d %s".formatted(stamp.size(), stamp.modifiedNanos(), path);
    }
}
