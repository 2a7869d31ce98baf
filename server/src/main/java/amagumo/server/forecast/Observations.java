package amagumo.server.forecast;

import amagumo.ingest.store.FrameStore;
import amagumo.server.render.FramePng;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The frames of a store as pictures, drawn once and kept while they are asked for. For several threads at once. */
public final class Observations {

    private static final int KEPT = 64;

    private final FrameStore store;
    private final Map<Instant, Picture> pictures = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Instant, Picture> eldest) {
            return size() > KEPT;
        }
    };

    public Observations(FrameStore store) {
        this.store = store;
    }

    /** The picture of the frame of a time; nothing if the store has none. */
    public Optional<Picture> find(Instant validTime) throws IOException {
        return store.contains(validTime) ? Optional.of(picture(validTime)) : Optional.empty();
    }

    /**
     * The picture of a stored frame.
     *
     * @throws NoSuchElementException if there is no frame of that time
     */
    synchronized Picture picture(Instant validTime) throws IOException {
        Picture picture = pictures.get(validTime);
        if (picture == null) {
            picture = Picture.of(FramePng.mercator(store.read(validTime)));
            pictures.put(validTime, picture);
        }
        return picture;
    }
}
