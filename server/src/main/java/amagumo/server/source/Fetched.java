package amagumo.server.source;

import java.util.Optional;

/** What a server answered to a request for a document. */
public sealed interface Fetched {

    /**
     * The document.
     *
     * @param octets all of it; the array is not to be changed
     * @param tag its entity tag, by which it can be asked for again if it changed
     */
    record Document(byte[] octets, Optional<String> tag) implements Fetched {}

    /** It is still the one of the entity tag that was given (status 304). */
    record NotModified() implements Fetched {}

    /** There is none at this address (status 404). */
    record Absent() implements Fetched {}
}
