package amagumo.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;

/** Writes tars, good and hostile, record by record. */
public final class Tars {

    private static final int RECORD = 512;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public static Tars of() {
        return new Tars();
    }

    public Tars file(String name, byte[] content) {
        out.writeBytes(header(name, content.length, TarConstants.LF_NORMAL));
        out.writeBytes(content);
        out.writeBytes(new byte[(RECORD - content.length % RECORD) % RECORD]);
        return this;
    }

    /** Records as they are. */
    public Tars raw(byte[] records) {
        out.writeBytes(records);
        return this;
    }

    /** POSIX's extended header for the next member, of {@code key=value} in ASCII, below 90 octets each. */
    public Tars extended(String... keyValues) {
        StringBuilder lines = new StringBuilder();
        for (String keyValue : keyValues) {
            int length = keyValue.length() + 4;
            lines.append(length < 10 ? length - 1 : length)
                    .append(' ')
                    .append(keyValue)
                    .append('\n');
        }
        byte[] content = lines.toString().getBytes();
        out.writeBytes(header("pax", content.length, TarConstants.LF_PAX_EXTENDED_HEADER_LC));
        out.writeBytes(content);
        out.writeBytes(new byte[(RECORD - content.length % RECORD) % RECORD]);
        return this;
    }

    public Tars directory(String name) {
        out.writeBytes(header(name, 0, TarConstants.LF_DIR));
        return this;
    }

    public Tars symbolicLink(String name, String target) {
        return link(name, target, TarConstants.LF_SYMLINK);
    }

    public Tars hardLink(String name, String target) {
        return link(name, target, TarConstants.LF_LINK);
    }

    private Tars link(String name, String target, byte type) {
        TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
        entry.setLinkName(target);
        byte[] header = new byte[RECORD];
        entry.writeEntryHeader(header);
        out.writeBytes(header);
        return this;
    }

    /** A member whose header says that all but its last record are a hole (GNU's first sparse format). */
    public Tars oldGnuSparse(String name, long realSize) {
        byte[] header = header(name, RECORD, TarConstants.LF_GNUTYPE_SPARSE);
        octal(header, 386, realSize - RECORD, 12);
        octal(header, 398, RECORD, 12);
        octal(header, 483, realSize, 12);
        out.writeBytes(sealed(header));
        out.writeBytes(new byte[RECORD]);
        return this;
    }

    public byte[] bytes() {
        return concat(out.toByteArray(), new byte[2 * RECORD]);
    }

    public static byte[] header(String name, long size, byte type) {
        TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
        if (size > 0) {
            entry.setSize(size);
        }
        byte[] header = new byte[RECORD];
        try {
            entry.writeEntryHeader(header, ZipEncodingHelper.getZipEncoding("UTF-8"), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return header;
    }

    private static byte[] sealed(byte[] header) {
        Arrays.fill(header, 148, 156, (byte) ' ');
        long sum = 0;
        for (byte b : header) {
            sum += b & 0xFF;
        }
        octal(header, 148, sum, 7);
        header[155] = ' ';
        return header;
    }

    private static void octal(byte[] header, int at, long value, int length) {
        byte[] digits = ("%0" + (length - 1) + "o").formatted(value).getBytes();
        System.arraycopy(digits, 0, header, at, length - 1);
        header[at + length - 1] = 0;
    }

    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** So many zeros that they take a thousandth part: gzips in a row, which are read as one. */
    public static byte[] gzipOfZeros(int mebibytes) {
        byte[] one = gzip(new byte[1 << 20]);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < mebibytes; i++) {
            all.writeBytes(one);
        }
        return all.toByteArray();
    }

    public static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
