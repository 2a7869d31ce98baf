package amagumo.server.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.ToLongFunction;

/**
 * Values that are made once, however many ask for them at a time, and kept while they are asked for; who asks for one that is
 * being made waits for it. Memory is bounded whatever is asked for. For several threads at once.
 *
 * @param <K> what tells a value from all others
 * @param <V> the values
 */
public final class MadeOnce<K, V> {

    private final Cache<K, V> made;

    /**
     * @param octets how much is kept
     * @param size how many octets a value takes
     */
    public MadeOnce(long octets, ToLongFunction<V> size) {
        this.made = Caffeine.newBuilder()
                .maximumWeight(octets)
                .weigher((K key, V value) -> (int) Math.min(Integer.MAX_VALUE, size.applyAsLong(value)))
                .build();
    }

    /** Makes a value when it turns out to be needed. */
    @FunctionalInterface
    public interface Making<V> {
        V make() throws IOException;
    }

    /**
     * A value.
     *
     * @throws IOException if it cannot be made; the next one to ask tries again
     */
    public V get(K key, Making<V> making) throws IOException {
        try {
            return made.get(key, wanted -> {
                try {
                    return making.make();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
