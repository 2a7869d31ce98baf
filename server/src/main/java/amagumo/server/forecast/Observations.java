package amagumo.server.forecast;

import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.StoredFrame;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * The frames of a store as pictures and packed rates, each made once and kept while it is asked for. A message never
 * changes, so nothing that is kept grows old: a time that is replaced is another message. For several threads at once;
 * who asks for a frame that is being made waits for that one alone.
 */
final class Observations {

    /** Some 200 frames of all Japan at 1 km, thousands of a domain. */
    private static final long KEPT_OCTETS = 64L << 20;

    private final FrameStore store;
    private final LoadingCache<StoredFrame, Observation> kept = Caffeine.newBuilder()
            .maximumWeight(KEPT_OCTETS)
            .weigher((StoredFrame key, Observation made) -> made.frame().octets())
            .build(Observation::of);

    Observations(FrameStore store) {
        this.store = store;
    }

    /** What is observed of a time; nothing if the store has no frame of it. */
    Optional<Observation> find(Instant validTime) throws IOException {
        Optional<StoredFrame> stored = store.find(validTime);
        return stored.isPresent() ? Optional.of(of(stored.get())) : Optional.empty();
    }

    /** What a stored frame shows. */
    Observation of(StoredFrame stored) throws IOException {
        try {
            return kept.get(stored);
        } catch (CompletionException e) { // what a loader throws comes so
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw e;
        }
    }
}
