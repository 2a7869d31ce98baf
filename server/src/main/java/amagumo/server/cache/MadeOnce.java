package amagumo.server.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * Values that are made once, however many ask for them at a time, and kept while they are asked for; who asks for one that is
 * being made waits for it. No more are made at a time than there are processors, as making one may take far more memory than
 * keeping it: memory is bounded whatever is asked for, and so is the wait. For several threads at once.
 *
 * @param <K> what tells a value from all others
 * @param <V> the values
 */
public final class MadeOnce<K, V> {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Cache<K, V> made;
    private final Semaphore turns;
    private final Duration patience;

    /**
     * @param octets how much is kept
     * @param size how many octets a value takes
     */
    public MadeOnce(long octets, ToLongFunction<V> size) {
        this(octets, size, Runtime.getRuntime().availableProcessors(), PATIENCE);
    }

    /**
     * @param most how many are made at a time
     * @param patience how long who asks waits for a turn
     */
    MadeOnce(long octets, ToLongFunction<V> size, int most, Duration patience) {
        this.turns = new Semaphore(most, true);
        this.patience = patience;
        this.made = Caffeine.newBuilder()
                .executor(Runnable::run) // what is kept too much is taken out at once, by whoever made more
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
     * @throws OverloadedException if it is not there, and too many others are being made
     */
    public V get(K key, Making<V> making) throws IOException {
        V there = made.getIfPresent(key);
        if (there != null) {
            return there;
        }
        // Here, not where it is made: else those who wait for one value would have their turns one after the other.
        takeTurn();
        try {
            return getAtOnce(key, making);
        } finally {
            turns.release();
        }
    }

    private void takeTurn() {
        try {
            if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new OverloadedException("too much is being decoded and drawn");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OverloadedException("the server stops");
        }
    }

    /**
     * A value that is not to wait for those that others ask for, such as one that a forecast is made from.
     *
     * @throws IOException if it cannot be made; the next one to ask tries again
     */
    public V getAtOnce(K key, Making<V> making) throws IOException {
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
