package amagumo.server.retention;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Removes what a server keeps of one kind and that is older, or more, than is to be kept. */
@FunctionalInterface
public interface Pruning {

    /**
     * Removes it.
     *
     * @return what was removed, such as {@code 3 days of frames}; nothing if there was nothing to remove
     */
    Optional<String> prune(Instant now) throws IOException;

    /** Says how many of something there were, if there were any. */
    static Optional<String> counted(int number, String of) {
        return number == 0 ? Optional.empty() : Optional.of(number + " " + of);
    }
}
