package amagumo.server.forecast;

import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.StoredFrame;
import amagumo.server.cache.MadeOnce;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * The frames of a store as pictures and packed rates, each made once and kept while it is asked for. A message never
 * changes, so nothing that is kept grows old: a time that is replaced is another message. For several threads at once;
 * who asks for a frame that is being made waits for that one alone.
 */
final class Observations {

    /** Some 200 frames of all Japan at 1 km, thousands of a domain. */
    private static final long KEPT_OCTETS = 64L << 20;

    private final FrameStore store;
    private final FrameReader reader;
    private final MadeOnce<StoredFrame, Observation> kept =
            new MadeOnce<>(KEPT_OCTETS, made -> made.frame().octets());

    Observations(FrameStore store, FrameReader reader) {
        this.store = store;
        this.reader = reader;
    }

    /** What is observed of a time; nothing if the store has no frame of it. */
    Optional<Observation> find(Instant validTime) throws IOException {
        Optional<StoredFrame> stored = store.find(validTime);
        return stored.isPresent() ? Optional.of(of(stored.get())) : Optional.empty();
    }

    /** What a stored frame shows. */
    Observation of(StoredFrame stored) throws IOException {
        return kept.get(stored, () -> reader.read(stored, Observation::of));
    }

    /** The same for who makes a forecast of it, and waits for nobody who asks for other frames. */
    Observation forForecast(StoredFrame stored) throws IOException {
        return kept.getAtOnce(stored, () -> reader.read(stored, Observation::of));
    }
}
