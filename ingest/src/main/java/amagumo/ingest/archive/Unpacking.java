package amagumo.ingest.archive;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.MemoryLimitException;

/** Reading with limits. */
final class Unpacking {

    private Unpacking() {}

    /** The content of a compressed file; reading throws {@link IOException} once it exceeds the limits. */
    static BufferedInputStream unpack(Compression compression, InputStream in, ArchiveLimits limits)
            throws IOException {
        BudgetInputStream packed = BudgetInputStream.counting(in);
        return new BufferedInputStream(new BudgetInputStream(
                new CompressedMembers(compression, packed),
                () -> limits.unpackedBytes(packed.taken()),
                limits.expandsTooFar()));
    }

    /**
     * The rest of a stream.
     *
     * @throws IOException if it is longer than the limit
     */
    static byte[] readAll(InputStream in, long limit) throws IOException {
        byte[] bytes = in.readNBytes((int) limit);
        if (bytes.length == limit && in.read() >= 0) {
            throw new IOException(tooLong(limit));
        }
        return bytes;
    }

    static String tooLong(long limit) {
        return "longer than the limit of %d bytes".formatted(limit);
    }

    /** What is wrong, in a few words, whether the exception is ours or a library's. */
    static String reason(IOException e) {
        if (e instanceof MemoryLimitException memory) {
            return "takes %d MiB of memory to unpack, but the limit is %d MiB"
                    .formatted(memory.getMemoryNeededInKb() >> 10, memory.getMemoryLimitInKb() >> 10);
        }
        String message = e.getMessage();
        return e instanceof EOFException || message == null || message.startsWith("Truncated") ? "truncated" : message;
    }
}
