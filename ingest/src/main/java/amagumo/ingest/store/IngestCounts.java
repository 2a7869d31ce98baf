package amagumo.ingest.store;

/**
 * What became of the files of an {@link Ingest}.
 *
 * @param files files that were read, good and bad
 * @param stored new frames
 * @param replaced frames that now count instead of other content for their time
 * @param alreadyStored frames that were there with the same content
 * @param skipped files that were left out because they are not radar files or hold no rain, and products that were left out of a file with rain
 * @param failed files, messages and frames that could not be read or stored
 * @param otherOctets octets outside messages that were passed over
 */
public record IngestCounts(
        long files, long stored, long replaced, long alreadyStored, long skipped, long failed, long otherOctets) {

    static final IngestCounts NONE = new IngestCounts(0, 0, 0, 0, 0, 0, 0);
    static final IngestCounts FILE = new IngestCounts(1, 0, 0, 0, 0, 0, 0);
    static final IngestCounts STORED = new IngestCounts(0, 1, 0, 0, 0, 0, 0);
    static final IngestCounts REPLACED = new IngestCounts(0, 0, 1, 0, 0, 0, 0);
    static final IngestCounts ALREADY_STORED = new IngestCounts(0, 0, 0, 1, 0, 0, 0);
    static final IngestCounts SKIPPED = new IngestCounts(0, 0, 0, 0, 1, 0, 0);
    static final IngestCounts FAILED = new IngestCounts(0, 0, 0, 0, 0, 1, 0);

    static IngestCounts otherOctets(long count) {
        return new IngestCounts(0, 0, 0, 0, 0, 0, count);
    }

    IngestCounts plus(IngestCounts more) {
        return new IngestCounts(
                files + more.files,
                stored + more.stored,
                replaced + more.replaced,
                alreadyStored + more.alreadyStored,
                skipped + more.skipped,
                failed + more.failed,
                otherOctets + more.otherOctets);
    }
}
