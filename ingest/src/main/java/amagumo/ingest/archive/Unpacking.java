package amagumo.ingest.archive;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Reading with limits. */
final class Unpacking {

    private Unpacking() {}

    /** What a gzip holds; reading throws {@link IOException} once it unpacks to more than the limits allow. */
    static BufferedInputStream gunzip(InputStream in, ArchiveLimits limits) throws IOException {
        BudgetInputStream packed = BudgetInputStream.counting(in);
        InputStream unpacked = GzipCompressorInputStream.builder()
                .setInputStream(packed)
                .setDecompressConcatenated(true)
                .get();
        return new BufferedInputStream(new BudgetInputStream(
                unpacked,
                () -> limits.freeExpansionBytes() + limits.expansion() * packed.taken(),
                "the gzip unpacks to more than %d times its size".formatted(limits.expansion())));
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

    /** What is wrong, in a few words, of a library's exception too. */
    static String reason(IOException e) {
        return e instanceof EOFException || e.getMessage() == null ? "truncated" : e.getMessage();
    }
}
