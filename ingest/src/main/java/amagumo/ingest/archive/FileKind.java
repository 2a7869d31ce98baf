package amagumo.ingest.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarUtils;

/** What a file is, by its first bytes; the name only tells damage from a file that never was a radar file. */
enum FileKind {
    GZIP,
    TAR,
    GRIB,
    OTHER;

    /** A tar's header; more than the other kinds need. */
    private static final int HEAD_BYTES = 512;

    private static final byte[] GZIP_MAGIC = {0x1F, (byte) 0x8B};
    private static final byte[] GRIB_MAGIC = "GRIB".getBytes(StandardCharsets.US_ASCII);

    /** The kind of a stream, which gives the same bytes afterwards. */
    static FileKind of(BufferedInputStream in, String name) throws IOException {
        in.mark(HEAD_BYTES);
        byte[] head = in.readNBytes(HEAD_BYTES);
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
        return isTarName(name) || isTarHeader(content) ? TAR : OTHER;
    }

    private static boolean isTarHeader(byte[] content) {
        try {
            return content.length >= HEAD_BYTES && TarUtils.verifyCheckSum(Arrays.copyOf(content, HEAD_BYTES));
        } catch (IllegalArgumentException e) {
            return false;
        }
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
