package amagumo.server.outgoing;

/** What a server answered to a request for a document. */
public sealed interface Fetched {

    /**
     * The document.
     *
     * @param octets all of it; the array is not to be changed
     * @param validators by which it can be asked for again if it changed
     */
    record Document(byte[] octets, Validators validators) implements Fetched {}

    /** It is still the one of the validators that were given (status 304). */
    record NotModified() implements Fetched {}

    /** There is none at this address (status 404). */
    record Absent() implements Fetched {}
}
