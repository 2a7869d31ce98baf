package amagumo.ingest.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The ways of compressing a single stream that can be read. */
enum Compression {
    GZIP("1F8B"),
    BZIP2("425A68"),
    XZ("FD377A585A00");

    /** What {@code xz -9} needs is 65 MiB. */
    private static final int XZ_MEMORY_KIB = 80 << 10;

    private final byte[] magic;

    Compression(String magic) {
        this.magic = HexFormat.of().parseHex(magic);
    }

    /** Whether a stream that begins with these bytes is compressed in this way. */
    boolean begins(byte[] head) {
        return head.length >= magic.length && Arrays.equals(magic, Arrays.copyOf(head, magic.length));
    }

    /**
     * Unpacks one member; the packed stream then stands just after its last byte.
     *
     * @param packed a stream that can be marked, so that nothing after the member is taken from it
     */
    InputStream member(InputStream packed) throws IOException {
        return switch (this) {
            case GZIP ->
                GzipCompressorInputStream.builder().setInputStream(packed).get();
            case BZIP2 -> new BZip2CompressorInputStream(packed);
            case XZ ->
                XZCompressorInputStream.builder()
                        .setInputStream(packed)
                        .setMemoryLimitKiB(XZ_MEMORY_KIB)
                        .get();
        };
    }
}
