package amagumo.ingest.store;

/** What became of a frame that was offered to a store. */
public sealed interface AppendResult {

    /** It is on the disk, and no crash takes it away again. */
    record Stored() implements AppendResult {}

    /** It is on the disk, and counts instead of the one of its time that was there. */
    record Replaced() implements AppendResult {}

    /** The same octets were there: nothing was written. */
    record AlreadyStored() implements AppendResult {}

    /**
     * It does not belong into this store: nothing was written.
     *
     * @param reason why, in a few words
     */
    record Refused(String reason) implements AppendResult {}
}
