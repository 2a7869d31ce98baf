package amagumo.ingest.archive;

/**
 * How much is unpacked at most. A full 1 km grid at 16 bits a cell without one run is 17 MB; the gzips that JMA
 * distributes unpack to twice their size.
 *
 * @param plainBytes of a file as it lies on disk or comes through standard input
 * @param memberBytes of a file out of a tar or a gzip
 * @param freeExpansionBytes that a gzip may unpack to however small it is
 * @param expansion times its size that a gzip may unpack to beyond that
 */
public record ArchiveLimits(long plainBytes, long memberBytes, long freeExpansionBytes, long expansion) {

    public static final ArchiveLimits DEFAULT = new ArchiveLimits(256L << 20, 32L << 20, 8L << 20, 50);

    public ArchiveLimits {
        if (plainBytes < 1 || plainBytes > 1 << 30 || memberBytes < 1 || memberBytes > 1 << 30) {
            throw new IllegalArgumentException("a limit outside 1 byte to 1 GiB");
        }
        if (freeExpansionBytes < 1 || expansion < 1) {
            throw new IllegalArgumentException("a limit of expansion below 1");
        }
    }
}
