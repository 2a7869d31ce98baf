package amagumo.model.threads;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What the work of a thread keeps from one call to the next, so that nothing is allocated in between. */
public final class Scratch implements AutoCloseable {

    /** Memory that is released explicitly. */
    public interface Memory {
        void close();
    }

    private final Map<Class<? extends Memory>, Memory> kept = new LinkedHashMap<>();

    /** The one object of its kind, made when first asked for. */
    public <T extends Memory> T get(Class<T> kind, Supplier<T> maker) {
        return kind.cast(kept.computeIfAbsent(kind, unused -> maker.get()));
    }

    @Override
    public void close() {
        kept.values().forEach(Memory::close);
        kept.clear();
    }
}
