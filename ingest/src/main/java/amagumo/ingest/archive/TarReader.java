package amagumo.ingest.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Walks a tar. Data that nobody reads is skipped, on a file by a seek. It stands in for a library's reader because
 * those read through holes and large members that are not wanted and take memory for whatever a header promises.
 */
final class TarReader implements AutoCloseable {

    /** Of extended headers and long names before one member. */
    private static final int EXTENSION_BYTES = 1 << 16;

    /**
     * A member.
     *
     * @param header its own record
     * @param name from the record or the extended headers before it
     * @param size of its data
     * @param sparse whether its data is not its content
     */
    record Member(TarHeader header, String name, long size, boolean sparse) {}

    private final BudgetInputStream in;
    private long unread;

    TarReader(InputStream in) {
        this.in = BudgetInputStream.counting(in);
    }

    /** How much of the tar was read or skipped, in octets. */
    long offset() {
        return in.taken();
    }

    /**
     * The next member, empty at the end.
     *
     * @throws IOException if a header is damaged, or the tar ends in the middle
     */
    Optional<Member> next() throws IOException {
        in.skipNBytes(unread);
        unread = 0;
        Map<String, String> extensions = new TreeMap<>();
        int allowed = EXTENSION_BYTES;
        while (true) {
            byte[] record = in.readNBytes(TarHeader.RECORD_BYTES);
            if (record.length == 0 || Arrays.equals(record, new byte[TarHeader.RECORD_BYTES])) {
                return Optional.empty();
            }
            if (record.length < TarHeader.RECORD_BYTES) {
                throw new EOFException();
            }
            TarHeader header = TarHeader.read(record);
            switch (header.type()) {
                case 'x', 'L', 'K', 'g' -> {
                    allowed -= TarHeader.RECORD_BYTES;
                    byte[] data = extension(header, allowed);
                    allowed -= data.length;
                    extend(extensions, header.type(), data);
                }
                default -> {
                    return Optional.of(member(header, extensions));
                }
            }
        }
    }

    private byte[] extension(TarHeader header, int allowed) throws IOException {
        if (header.size() > allowed) {
            throw new IOException("more than %d octets of tar headers before a member".formatted(EXTENSION_BYTES));
        }
        byte[] data = in.readNBytes((int) header.size());
        in.skipNBytes(padding(header.size()));
        if (data.length < header.size()) {
            throw new EOFException();
        }
        return data;
    }

    /** POSIX's {@code LENGTH KEY=VALUE} lines and GNU's long name; long link names and global headers mean nothing here. */
    private static void extend(Map<String, String> extensions, char type, byte[] data) throws IOException {
        if (type == 'L') {
            extensions.put("path", new String(data, StandardCharsets.UTF_8).replaceAll("\0+$", ""));
        }
        if (type != 'x') {
            return;
        }
        for (int from = 0; from < data.length; ) {
            int blank = from;
            while (blank < data.length && data[blank] != ' ') {
                blank++;
            }
            int length = parse(new String(data, from, blank - from, StandardCharsets.US_ASCII), data.length - from);
            String line = new String(data, from, length, StandardCharsets.UTF_8);
            int equals = line.indexOf('=');
            if (blank - from >= length || equals < 0 || !line.endsWith("\n")) {
                throw new IOException("damaged extended tar header");
            }
            extensions.put(line.substring(blank - from + 1, equals), line.substring(equals + 1, line.length() - 1));
            from += length;
        }
    }

    private Member member(TarHeader header, Map<String, String> extensions) throws IOException {
        boolean sparse =
                header.isSparse() || extensions.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse"));
        for (boolean more = header.isSparse() && header.moreSparse(); more; ) {
            byte[] holes = in.readNBytes(TarHeader.RECORD_BYTES);
            if (holes.length < TarHeader.RECORD_BYTES) {
                throw new EOFException();
            }
            more = holes[504] != 0;
        }
        String sizeText = extensions.get("size");
        long size = sizeText == null ? header.size() : parse(sizeText, 1L << 60);
        String name = extensions.getOrDefault("GNU.sparse.name", extensions.getOrDefault("path", header.name()));
        unread = size + padding(size);
        return new Member(header, name, size, sparse);
    }

    /** The data of the member that came last, which is read at most once. */
    byte[] data(Member member) throws IOException {
        byte[] data = in.readNBytes(Math.toIntExact(member.size()));
        if (data.length < member.size()) {
            throw new EOFException();
        }
        unread = padding(member.size());
        return data;
    }

    private static int padding(long size) {
        return (int) (-size & (TarHeader.RECORD_BYTES - 1));
    }

    private static int parse(String digits, int largest) throws IOException {
        return (int) parse(digits, (long) largest);
    }

    private static long parse(String digits, long largest) throws IOException {
        if (!digits.matches("\\d{1,18}") || Long.parseLong(digits) > largest) {
            throw new IOException("damaged extended tar header: '%s'".formatted(digits));
        }
        return Long.parseLong(digits);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
