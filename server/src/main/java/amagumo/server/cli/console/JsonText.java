package amagumo.server.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;

/** What {@code --json} prints: one object with the record's names as keys. */
public final class JsonText {

    private static final ObjectWriter WRITER = new ObjectMapper().writerWithDefaultPrettyPrinter();

    private JsonText() {}

    /** A record as JSON on several lines. */
    public static String of(Record shown) {
        try {
            return WRITER.writeValueAsString(shown);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record that was made here is not JSON", e);
        }
    }
}
