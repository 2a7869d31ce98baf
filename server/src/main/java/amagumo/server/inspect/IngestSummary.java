package amagumo.server.inspect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * What {@code ingest --json} prints; the names are a contract.
 *
 * @param files files that were read, good and bad
 * @param stored new frames
 * @param replaced frames that now count instead of other content for their time
 * @param alreadyStored frames that were there with the same content
 * @param octetsPassedOver how many octets of the files belong to no message
 * @param skipped files that were left out because they are not radar files or hold no rain
 * @param passedOver octets that belong to no message, by file
 * @param failed files, messages and frames that could not be read or stored
 */
public record IngestSummary(
        long files,
        long stored,
        long replaced,
        long alreadyStored,
        long octetsPassedOver,
        List<Entry> skipped,
        List<Entry> passedOver,
        List<Entry> failed) {

    /**
     * A file, or something in it.
     *
     * @param file how messages name it
     * @param reason what there is to say about it, in a few words
     */
    public record Entry(String file, String reason) {}

    /** Indented JSON. */
    public String toJson() {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a summary that cannot be written as JSON", e);
        }
    }
}
