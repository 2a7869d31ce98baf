package amagumo.ingest.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** What a file is, by its first bytes; the name only tells damage from a file that never was a radar file. */
enum FileKind {
    GZIP,
    TAR,
    GRIB,
    OTHER;

    private static final byte[] GZIP_MAGIC = {0x1F, (byte) 0x8B};
    private static final byte[] GRIB_MAGIC = "GRIB".getBytes(StandardCharsets.US_ASCII);

    /** The kind of a stream, which gives the same bytes afterwards. */
    static FileKind of(BufferedInputStream in, String name) throws IOException {
        in.mark(TarHeader.RECORD_BYTES);
        byte[] head = in.readNBytes(TarHeader.RECORD_BYTES);
        in.reset();
        return of(head, name);
    }

    /** The kind of a file by its first bytes, or all of them. */
    static FileKind of(byte[] content, String name) {
        if (startsWith(content, GZIP_MAGIC)) {
            return GZIP;
        }
        if (startsWith(content, GRIB_MAGIC)) {
            return GRIB;
        }
        boolean tar = content.length >= TarHeader.RECORD_BYTES && TarHeader.isHeader(content);
        return tar || isTarName(name) ? TAR : OTHER;
    }

    /** Whether a name announces a radar file, so that other content in it is damage and no README. */
    static boolean isRadarName(String name) {
        return withoutGz(name).matches(".*\\.(bin|gri?b2?)") || isTarName(name);
    }

    /** Whether a name announces a tar, gzipped or not. */
    static boolean isTarName(String name) {
        return withoutGz(name).endsWith(".tar") || name.toLowerCase(Locale.ROOT).endsWith(".tgz");
    }

    private static String withoutGz(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
    }

    private static boolean startsWith(byte[] content, byte[] magic) {
        return content.length >= magic.length && Arrays.equals(content, 0, magic.length, magic, 0, magic.length);
    }
}
