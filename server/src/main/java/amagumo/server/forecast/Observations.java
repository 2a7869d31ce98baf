package amagumo.server.forecast;

import amagumo.ingest.radar.CellBox;
import amagumo.ingest.store.FrameStore;
import amagumo.server.render.FramePng;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
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
    public synchronized Optional<Picture> find(Instant validTime) throws IOException {
        Picture picture = pictures.get(validTime);
        if (picture == null && store.contains(validTime)) {
            picture = Picture.of(FramePng.mercator(store.read(validTime)));
            pictures.put(validTime, picture);
        }
        return Optional.ofNullable(picture);
    }

    /** The rain rate of a cell of a stored frame in mm/h, NaN where missing. */
    float rate(Instant validTime, int row, int column) throws IOException {
        return store.read(validTime, new CellBox(row, column, 1, 1)).value(0, 0);
    }
}
