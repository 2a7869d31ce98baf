package amagumo.server.jobs;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Some whole lines of a log, which may still grow.
 *
 * @param octets UTF-8; none where the log ends. The array is not to be changed
 * @param next which octet follows them
 */
public record LogPart(byte[] octets, long next) {

    private static final int MOST_OCTETS = 1 << 20;

    /**
     * Reads what begins at an octet.
     *
     * @param from which octet, 0 for the first
     */
    static LogPart read(Path file, long from) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            int there = (int) Math.min(MOST_OCTETS, Math.max(0, log.length() - from));
            byte[] octets = new byte[there];
            if (there > 0) {
                log.seek(from);
                log.readFully(octets);
            }
            int lines = endOfLines(octets);
            return new LogPart(lines == there ? octets : Arrays.copyOf(octets, lines), from + lines);
        }
    }

    /** What follows the last line feed is a line that is being written, unless a line is longer than a part may be. */
    private static int endOfLines(byte[] octets) {
        for (int end = octets.length; end > 0; end--) {
            if (octets[end - 1] == '\n') {
                return end;
            }
        }
        return octets.length == MOST_OCTETS ? MOST_OCTETS : 0;
    }
}
