package amagumo.ingest.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The content of a compressed file: one member or several in a row; zeros between and after them are passed over, as
 * {@code gzip -t} does. Anything else that follows is given as it is, so that whoever reads on can name it.
 */
final class CompressedMembers extends InputStream {

    /** No format's magic is longer. */
    private static final int MAGIC_BYTES = 6;

    private final Compression compression;
    private final BufferedInputStream packed;
    private InputStream current;

    CompressedMembers(Compression compression, InputStream packed) throws IOException {
        this.compression = compression;
        this.packed = new BufferedInputStream(packed);
        this.current = compression.member(this.packed);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = current.read(target, offset, length);
        while (count < 0 && current != packed) {
            skipZeros();
            current = nextIsMember() ? compression.member(packed) : packed;
            count = current.read(target, offset, length);
        }
        return count;
    }

    private void skipZeros() throws IOException {
        int next;
        do {
            packed.mark(1);
            next = packed.read();
        } while (next == 0);
        packed.reset();
    }

    private boolean nextIsMember() throws IOException {
        packed.mark(MAGIC_BYTES);
        byte[] next = packed.readNBytes(MAGIC_BYTES);
        packed.reset();
        return compression.begins(next);
    }

    @Override
    public void close() throws IOException {
        current.close();
        packed.close();
    }
}
