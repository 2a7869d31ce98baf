package amagumo.server.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was started, so that it can be stopped in the opposite order. */
final class Started {

    private static final Logger LOG = LoggerFactory.getLogger(Started.class);

    private final Deque<Runnable> stops = new ArrayDeque<>();

    /** Notes how a part is stopped that has just been started. */
    <T> T with(T part, Consumer<T> stop) {
        stops.push(() -> stop.accept(part));
        return part;
    }

    /** Stops all parts, each once; one that fails to does not keep the others from it. */
    void stop() {
        while (!stops.isEmpty()) {
            try {
                stops.pop().run();
            } catch (RuntimeException e) {
                LOG.warn("a part of the server did not stop", e);
            }
        }
    }
}
