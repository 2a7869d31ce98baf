package amagumo.ingest.store;

/** What became of a frame that was offered to a store. */
public sealed interface AppendResult {

    /** It is on the disk and survives any crash. */
    record Stored() implements AppendResult {}

    /** It is on the disk and counts instead of the frame that was stored for its time. */
    record Replaced() implements AppendResult {}

    /** The same octets were already there: nothing was written. */
    record AlreadyStored() implements AppendResult {}

    /**
     * It does not belong in this store: nothing was written.
     *
     * @param reason why, in a few words
     */
    record Refused(String reason) implements AppendResult {}
}
