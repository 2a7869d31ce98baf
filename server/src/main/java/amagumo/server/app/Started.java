package amagumo.server.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** What was started, so that it can be stopped in the opposite order. */
final class Started {

    private final Deque<Runnable> stops = new ArrayDeque<>();

    /** Notes how a part is stopped that has just been started. */
    <T> T with(T part, Consumer<T> stop) {
        stops.push(() -> stop.accept(part));
        return part;
    }

    /** Stops all parts, each once. */
    void stop() {
        while (!stops.isEmpty()) {
            stops.pop().run();
        }
    }
}
