package amagumo.ingest.archive;

/**
 * Upper limits on what is unpacked. A full 1 km grid at 16 bits per cell without a single run is 17 MB; the gzips that
 * JMA distributes unpack to twice their size.
 *
 * @param plainBytes largest size of a file as it lies on disk or comes through standard input
 * @param memberBytes largest size of a file taken from an archive or a compressed file
 * @param freeExpansionBytes what an archive or a compressed file may unpack to, however small it is
 * @param expansion how many times its own size it may unpack to beyond that
 * @param members how many members an archive may have, directories and refused ones included
 */
public record ArchiveLimits(long plainBytes, long memberBytes, long freeExpansionBytes, long expansion, long members) {

    public static final ArchiveLimits DEFAULT = new ArchiveLimits(256L << 20, 32L << 20, 64L << 20, 50, 1_000_000);

    public ArchiveLimits {
        if (plainBytes < 1 || plainBytes > 1 << 30 || memberBytes < 1 || memberBytes > 1 << 30) {
            throw new IllegalArgumentException("a limit outside 1 byte to 1 GiB");
        }
        if (freeExpansionBytes < 1 || expansion < 1 || members < 1) {
            throw new IllegalArgumentException("a limit below 1");
        }
    }

    /** How many bytes may come out of that many packed ones. */
    long unpackedBytes(long packedBytes) {
        return freeExpansionBytes + expansion * packedBytes;
    }

    /** What is wrong with an archive or a compressed file that unpacks to more. */
    String expandsTooFar() {
        return "unpacks to more than %d times its size".formatted(expansion);
    }
}
