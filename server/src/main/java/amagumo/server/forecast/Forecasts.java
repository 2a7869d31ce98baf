package amagumo.server.forecast;

import amagumo.ingest.radar.RadarGrid;
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

/**
 * The forecasts of a store: one is made of the newest frames whenever {@link #refresh} finds that frames arrived, and
 * the newest ones are kept. For several threads at once; one forecast is made at a time, and each of them once.
 */
public final class Forecasts {

    private final FrameStore store;
    private final Nowcaster nowcaster;
    private final Observations observations;
    private final int keep;
    private final NavigableMap<Instant, KeptForecast> kept = new ConcurrentSkipListMap<>();

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
     * Looks at the store, and makes a forecast if there are new frames to make it of.
     *
     * @return whether one was made
     */
    public synchronized boolean refresh() throws IOException {
        store.refresh();
        Optional<Instant> base = newestBase();
        if (base.isEmpty() || kept.containsKey(base.get())) {
            return false;
        }
        KeptForecast made = make(base.get());
        kept.put(made.baseTime(), made);
        while (kept.size() > keep) {
            kept.pollFirstEntry();
        }
        return true;
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
     * The rain rates at a place: of the frames that a forecast was made from, and of its leads.
     *
     * @param latitude degrees
     * @param longitude degrees
     * @return nothing if the place is outside the grid
     */
    public Optional<List<RateAt>> ratesAt(KeptForecast forecast, double latitude, double longitude) throws IOException {
        Optional<Cell> found = Cell.at(forecast.grid(), latitude, longitude);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Cell cell = found.get();
        List<RateAt> rates = new ArrayList<>();
        for (KeptForecast.Observed observed : forecast.observed()) {
            rates.add(new RateAt(
                    observed.validTime(), observations.rate(observed.validTime(), cell.row(), cell.column())));
        }
        for (KeptForecast.Lead lead : forecast.leads()) {
            rates.add(new RateAt(lead.validTime(), lead.rate(cell.row(), cell.column())));
        }
        return Optional.of(rates);
    }

    /**
     * The rain rate at a time.
     *
     * @param rateMmH mm/h, NaN where missing
     */
    public record RateAt(Instant validTime, float rateMmH) {}

    private Optional<Instant> newestBase() {
        List<Instant> times = store.times();
        for (int i = times.size() - 1; i >= 0; i--) {
            if (inputTimes(times.get(i)).stream().allMatch(store::contains)) {
                return Optional.of(times.get(i));
            }
        }
        return Optional.empty();
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
        List<KeptForecast.Observed> observed = new ArrayList<>();
        for (Instant time : inputTimes(base)) {
            rates.add(store.read(time).values());
            observed.add(new KeptForecast.Observed(
                    time,
                    observations.find(time).orElseThrow(() -> new IOException("the frame of " + time + " is gone"))));
        }
        RadarGrid grid = store.grid();
        Nowcast nowcast = nowcaster.forecast(new NowcastInput(base, store.stepMinutes(), grid, rates));
        return KeptForecast.of(nowcast, observed);
    }
}
