package amagumo.server.forecast;

import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.store.FrameStore;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.Nowcaster;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The forecasts of a store: one is made of the newest frames whenever {@link #refresh} finds that frames arrived, and
 * the newest ones are kept. For several threads at once; one forecast is made at a time, and each of them once.
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
    public Forecasts(FrameStore store, Nowcaster nowcaster, Observations observations, int keep) {
        if (keep < 1) {
            throw new IllegalArgumentException("%d forecasts cannot be kept".formatted(keep));
        }
        this.store = store;
        this.nowcaster = nowcaster;
        this.observations = observations;
        this.keep = keep;
    }

    /**
     * Looks at the store, and makes a forecast if there are new frames to make it of. Frames that turn out to be damaged
     * are left out.
     *
     * @return whether one was made
     */
    public boolean refresh() throws IOException {
        try {
            return makeOfNewFrames();
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

    private synchronized boolean makeOfNewFrames() throws IOException {
        store.refresh();
        Optional<Instant> base = newestBase();
        while (base.isPresent() && !kept.containsKey(base.get())) {
            try {
                keep(make(base.get()));
                return true;
            } catch (MalformedGribException e) {
                store.verify();
                Optional<Instant> undamaged = newestBase();
                if (undamaged.equals(base)) {
                    throw e;
                }
                LOG.warn("a frame is damaged and left out: {}", e.getMessage());
                base = undamaged;
            }
        }
        return false;
    }

    /** The forecast with the newest base time, if there is one yet. */
    public Optional<KeptForecast> latest() {
        return Optional.ofNullable(kept.lastEntry()).map(NavigableMap.Entry::getValue);
    }

    /** The forecast of a base time, if it is kept. */
    public Optional<KeptForecast> find(Instant baseTime) {
        return Optional.ofNullable(kept.get(baseTime));
    }

    private Optional<Instant> newestBase() {
        List<Instant> times = store.times();
        for (int i = times.size() - 1; i >= 0; i--) {
            if (inputTimes(times.get(i)).stream().allMatch(store::contains)) {
                return Optional.of(times.get(i));
            }
        }
        return Optional.empty();
    }

    private void keep(KeptForecast made) {
        kept.put(made.baseTime(), made);
        while (kept.size() > keep) {
            kept.pollFirstEntry();
        }
    }

    private List<Instant> inputTimes(Instant base) {
        List<Instant> times = new ArrayList<>();
        for (int back = NowcastInput.FRAMES - 1; back >= 0; back--) {
            times.add(base.minus(Duration.ofMinutes((long) back * store.stepMinutes())));
        }
        return times;
    }

    private KeptForecast make(Instant base) throws IOException {
        List<float[][]> rates = new ArrayList<>();
        List<KeptFrame> observed = new ArrayList<>();
        for (Instant time : inputTimes(base)) {
            float[][] ofTime = store.read(time).values();
            rates.add(ofTime);
            observed.add(KeptFrame.of(time, observations.picture(time), ofTime));
        }
        Nowcast nowcast = nowcaster.forecast(new NowcastInput(base, store.stepMinutes(), store.grid(), rates));
        return KeptForecast.of(nowcast, observed);
    }
}
