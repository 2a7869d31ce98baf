package amagumo.server.tiles;

import java.io.IOException;
import java.util.Optional;

/** Where a field is looked for. For several threads at once. */
@FunctionalInterface
public interface FieldSource {

    /** The field that is there now; nothing if there is none. */
    Optional<Field> find() throws IOException;

    /**
     * Whether it is still a field that was found before, of which tiles were drawn.
     *
     * @param key of that field
     */
    default boolean stillHas(Object key) {
        try {
            return find().filter(field -> field.key().equals(key)).isPresent();
        } catch (IOException e) {
            return false; // who looks for it anew is told
        }
    }
}
