package amagumo.server.tiles;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Where a field is looked for. For several threads at once. */
@FunctionalInterface
public interface FieldSource {

    /** The field that is there now; nothing if there is none. */
    Optional<Field> find() throws IOException;

    /**
     * A field that was found.
     *
     * @param isStillThere looks again; it keeps nothing of the field but its key
     */
    record Found(Field field, BooleanSupplier isStillThere) {}

    /** Does the same, for tiles that are given again as long as the field is there. */
    default Optional<Found> look() throws IOException {
        return find().map(field -> {
            Object key = field.key();
            return new Found(field, () -> has(key));
        });
    }

    private boolean has(Object key) {
        try {
            return find().filter(field -> field.key().equals(key)).isPresent();
        } catch (IOException e) {
            return false; // who looks for it anew is told
        }
    }
}
