package amagumo.server.forecast;

import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.StoreChanges;
import amagumo.ingest.store.StoredFrame;
import amagumo.server.forecast.ForecastListener.ObservedFrame;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Tells a listener of a store's frames as they come. */
final class FrameNews {

    /** Of more frames that come at once, as when a store is filled, the newest are told of. */
    private static final int MOST_TOLD_OF = 20;

    private final FrameStore store;
    private final FrameReader reader;
    private final ForecastListener listener;

    FrameNews(FrameStore store, FrameReader reader, ForecastListener listener) {
        this.store = store;
        this.reader = reader;
        this.listener = listener;
    }

    /**
     * Tells of frames that were added or replaced, without those that are damaged.
     *
     * @param atFirst nothing was told before: the newest frame is told of whether it changed or not
     */
    void tell(StoreChanges changes, boolean atFirst) throws IOException {
        List<Instant> times = new ArrayList<>(changes.added());
        times.addAll(changes.replaced());
        if (atFirst) {
            store.frames().descendingKeySet().stream().findFirst().ifPresent(times::add);
        }
        List<ObservedFrame> frames = new ArrayList<>();
        for (Instant time : newestFew(times)) {
            observed(time).ifPresent(frames::add);
        }
        if (!frames.isEmpty()) {
            listener.observed(frames);
        }
    }

    private Optional<ObservedFrame> observed(Instant time) throws IOException {
        Optional<StoredFrame> frame = store.find(time);
        try {
            return frame.isPresent()
                    ? Optional.of(
                            new ObservedFrame(time, reader.version(frame.get()).hex()))
                    : Optional.empty();
        } catch (MalformedGribException e) {
            return Optional.empty(); // damaged, and left out from now on
        }
    }

    /** In order of time, each once. */
    private static Iterable<Instant> newestFew(List<Instant> times) {
        return new TreeSet<>(times.stream()
                .distinct()
                .sorted(Comparator.reverseOrder())
                .limit(MOST_TOLD_OF)
                .toList());
    }
}
