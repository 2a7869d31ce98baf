package amagumo.server.forecast;

import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.StoreChanges;
import amagumo.ingest.store.StoredFrame;
import amagumo.ingest.window.InputFrames;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.Nowcaster;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The forecasts of a store, which {@link #refresh} makes to agree with it: there is one of the newest frames, and each
 * that is kept is made from the frames that its times have now. For several threads at once; one forecast is made at a
 * time, and each of them once.
 */
public final class Forecasts {

    private static final Logger LOG = LoggerFactory.getLogger(Forecasts.class);

    private final FrameStore store;
    private final Nowcaster nowcaster;
    private final Observations observations;
    private final int keep;
    private final NavigableMap<Instant, KeptForecast> kept = new ConcurrentSkipListMap<>();
    private final CountDownLatch refreshed = new CountDownLatch(1);

    /**
     * @param keep how many forecasts are kept, at least 1
     */
    public Forecasts(FrameStore store, Nowcaster nowcaster, int keep) {
        if (keep < 1) {
            throw new IllegalArgumentException("%d forecasts cannot be kept".formatted(keep));
        }
        this.store = store;
        this.nowcaster = nowcaster;
        this.observations = new Observations(store);
        this.keep = keep;
    }

    /**
     * Looks at the store: makes a forecast if there are new frames to make it from, makes those again whose frames were
     * replaced, and gives up those whose frames are gone. Frames that turn out to be damaged are left out.
     *
     * @return whether one was made
     */
    public boolean refresh() throws IOException {
        try {
            return followStore();
        } finally {
            refreshed.countDown();
        }
    }

    /** Whether {@link #refresh} has ended once: before that, the first forecast may be in the making. */
    public boolean refreshed() {
        return refreshed.getCount() == 0;
    }

    /** Waits until {@link #refresh} has ended once. */
    public void awaitRefresh() throws InterruptedException {
        refreshed.await();
    }

    /** The forecast with the newest base time, if there is one yet. */
    public Optional<KeptForecast> latest() {
        return Optional.ofNullable(kept.lastEntry()).map(NavigableMap.Entry::getValue);
    }

    /** The forecast of a base time, if it is kept. */
    public Optional<KeptForecast> find(Instant baseTime) {
        return Optional.ofNullable(kept.get(baseTime));
    }

    /**
     * What is observed of a time: as the newest forecast shows it that was made from it, so that both agree while a frame
     * that was replaced is taken up; else as the store has it. Nothing if the store has no frame of it.
     */
    public Optional<Observation> observation(Instant validTime) throws IOException {
        Optional<Observation> shown = shown(validTime).findFirst();
        return shown.isPresent() ? shown : observations.find(validTime);
    }

    /** The picture of a time in a version that a forecast or the store has; nothing if neither has. */
    public Optional<Picture> observation(Instant validTime, String pictureVersion) throws IOException {
        Optional<Picture> shown = shown(validTime)
                .map(observation -> observation.frame().picture())
                .filter(picture -> picture.version().equals(pictureVersion))
                .findFirst();
        return shown.isPresent()
                ? shown
                : observations
                        .find(validTime)
                        .map(observation -> observation.frame().picture())
                        .filter(picture -> picture.version().equals(pictureVersion));
    }

    /** What the observed values were made from, in a sentence, if they are not those of the radar files themselves. */
    public Optional<String> provenance() {
        return store.isThere() ? store.description().provenance() : Optional.empty();
    }

    /** What arrives in the store, as seen from a moment. */
    public Feed feed(Instant now) {
        List<Instant> times = store.times();
        return new Feed(times.isEmpty() ? Optional.empty() : Optional.of(times.get(times.size() - 1)), now);
    }

    private Stream<Observation> shown(Instant validTime) {
        return kept.descendingMap().values().stream()
                .flatMap(forecast -> forecast.observed().stream())
                .filter(observation -> observation.frame().validTime().equals(validTime));
    }

    private synchronized boolean followStore() throws IOException {
        log(store.refresh());
        if (store.isThere()) { // what a store that was awaited holds is known now
            UnsuitableFramesException.requireFit(nowcaster, store.grid(), store.stepMinutes());
        }
        boolean made = false;
        for (Optional<InputFrames> next = next(); next.isPresent(); next = next()) {
            List<String> damaged = store.verify(next.get().frames());
            if (damaged.isEmpty()) {
                keep(make(next.get()));
                made = true;
            } else {
                damaged.forEach(damage -> LOG.warn("a frame is left out: {}", damage));
            }
        }
        return made;
    }

    private static void log(StoreChanges changes) {
        changes.replaced().forEach(time -> LOG.info("the frame of {} was replaced", time));
        changes.removed().forEach(time -> LOG.info("the frame of {} is gone", time));
    }

    /** What the next forecast is to be made from: the newest base comes first. */
    private Optional<InputFrames> next() {
        kept.values()
                .removeIf(forecast -> InputFrames.at(store, forecast.baseTime()).isEmpty());
        return Stream.concat(
                        InputFrames.newest(store).stream(),
                        kept.descendingKeySet().stream().flatMap(base -> InputFrames.at(store, base).stream()))
                .filter(inputs -> !isMade(inputs))
                .findFirst();
    }

    private boolean isMade(InputFrames inputs) {
        return find(inputs.baseTime())
                .filter(forecast -> forecast.inputs().equals(inputs))
                .isPresent();
    }

    private void keep(KeptForecast made) {
        kept.put(made.baseTime(), made);
        while (kept.size() > keep) {
            kept.pollFirstEntry();
        }
        LOG.info("forecast of {} made", made.baseTime());
    }

    private KeptForecast make(InputFrames inputs) throws IOException {
        List<float[][]> rates = new ArrayList<>();
        List<Observation> observed = new ArrayList<>();
        for (StoredFrame frame : inputs.frames()) {
            rates.add(frame.read(store.grid().allCells()).values());
            observed.add(observations.of(frame));
        }
        Nowcast nowcast =
                nowcaster.forecast(new NowcastInput(inputs.baseTime(), store.stepMinutes(), store.grid(), rates));
        return KeptForecast.of(nowcast, inputs, observed);
    }
}
