package amagumo.server.forecast;

import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.StoreChanges;
import amagumo.ingest.window.InputFrames;
import amagumo.server.forecast.file.ForecastArchive;
import amagumo.server.forecast.file.ForecastKey;
import amagumo.server.forecast.file.Retention;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The forecasts of a store, which whoever {@link #make makes} what is {@link #due} keeps in agreement with it: there is one of the
 * newest frames by each nowcaster, and each that is served was made from the frames that its times have now. They are kept on the disk and found
 * again by the next process. For several threads at once; one forecast is made at a time, and each of them once.
 */
public final class Forecasts {

    private static final Logger LOG = LoggerFactory.getLogger(Forecasts.class);

    private final FrameStore store;
    private final Supplier<List<ServedNowcaster>> nowcasters;
    private final ForecastArchive archive;
    private final Retention retention;
    private final Clock clock;
    private final KeptForecasts kept;
    private final ServedFrames frames;
    private final DueForecasts due;
    private final ForecastMaking making;
    private final ForecastListener listener;
    private final FrameNews news;
    /** Those whose frames have changed, or whose file is damaged. */
    private final Set<ForecastKey> outdated = new ConcurrentSkipListSet<>();

    /** Held by who makes forecasts. Who looks, and holds this object's own monitor, does not wait for that. */
    private final Object makers = new Object();

    private boolean toldOfFirst;

    private final CountDownLatch refreshed = new CountDownLatch(1);

    /**
     * @param nowcasters what makes forecasts now, at least one; the first is shown unless another is asked for
     * @param archive where they are kept
     * @param catchUp how far before the newest base time forecasts are made up for, at least 0
     * @param retention for how long they are kept
     * @param listener is told of what is made, and of frames as they come
     */
    public Forecasts(
            FrameStore store,
            Supplier<List<ServedNowcaster>> nowcasters,
            ForecastArchive archive,
            Duration catchUp,
            Retention retention,
            Clock clock,
            ForecastListener listener) {
        this.store = store;
        this.nowcasters = nowcasters;
        this.archive = archive;
        this.retention = retention;
        this.clock = clock;
        FrameReader reader = new FrameReader(store);
        Observations observations = new Observations(store, reader);
        this.kept = new KeptForecasts(store, archive, observations, reader, outdated::add);
        this.frames = new ServedFrames(store, observations, reader, kept, this::shown);
        this.due = new DueForecasts(store, nowcasters, archive, kept, outdated, catchUp);
        this.making = new ForecastMaking(store, observations, clock);
        this.listener = listener;
        this.news = new FrameNews(store, reader, listener);
    }

    /**
     * Looks at the store and at the archive: the base time of the forecast that is to be made next, if one is, or is being made now. If
     * there are new frames, it is of them; then of base times that were passed over, and then of those whose frames were replaced or
     * whose files are damaged. Frames that turn out to be damaged are left out.
     */
    public synchronized Optional<Instant> due() throws IOException {
        look();
        Optional<Instant> next = due.next().map(first -> first.inputs().baseTime());
        if (next.isEmpty()) {
            refreshed.countDown();
        }
        return next;
    }

    /**
     * Makes the forecasts of a base time that are {@link #due}, or that are not there yet, such as when frames of the past were added.
     * A nowcaster that fails holds up no other: its failure is thrown once all others have made theirs, the first of several. At the
     * end what is too old or too much is removed.
     *
     * @param goOn asked before each forecast, and again before it is kept; once it is false nothing more is made or kept
     * @return whether one was made; none is if the store does not have the frames, or they turn out to be damaged
     */
    public boolean make(Instant baseTime, BooleanSupplier goOn) throws IOException {
        try {
            return makeWhatIsMissing(baseTime, goOn);
        } finally {
            refreshed.countDown();
        }
    }

    /** Leaves the forecasts of a base time that are missing now out of what is due, until the frames that they are made from change. */
    public synchronized void leave(Instant baseTime) throws IOException {
        due.leave(baseTime);
    }

    /** Takes up again what was left. */
    public synchronized void takeUp(Instant baseTime) {
        due.takeUp(baseTime);
    }

    /**
     * Whether a nowcaster that has no forecast yet is about to have one, unless something keeps it from being made: the store has
     * the frames of one, or was not looked at yet.
     */
    public boolean expectsFirst(String nowcaster) {
        return refreshed.getCount() > 0
                || isRun(nowcaster) && InputFrames.newest(store).isPresent();
    }

    private boolean isRun(String nowcaster) {
        return nowcasters().contains(nowcaster);
    }

    /** Nobody is going to make what is due, so that nobody need wait for it. */
    public void expectNone() {
        refreshed.countDown();
    }

    /** Waits until {@link #make} has ended once or has made the first forecast, or there is nothing to make. */
    public void awaitRefresh() throws InterruptedException {
        refreshed.await();
    }

    /** The nowcasters that make forecasts now; the first is shown unless another is asked for. */
    public List<String> nowcasters() {
        return nowcasters.get().stream().map(ServedNowcaster::id).toList();
    }

    /** The nowcaster whose forecasts are shown unless another is asked for. */
    public String shown() {
        return nowcasters().get(0);
    }

    /** The forecast with the newest base time that is shown, if there is one yet. */
    public Optional<KeptForecast> latest() throws IOException {
        return latest(shown());
    }

    /** The forecast of a nowcaster with the newest base time. */
    public Optional<KeptForecast> latest(String nowcaster) throws IOException {
        return kept.newest(nowcaster);
    }

    /** The forecast of a base time that is shown, if it is kept. */
    public Optional<KeptForecast> find(Instant baseTime) throws IOException {
        return find(new ForecastKey(baseTime, shown()));
    }

    /**
     * As {@link #find(Instant)}, but where it is not known here, another server may have kept it since the last look: then store and
     * archive are looked at.
     */
    public Optional<KeptForecast> lookFor(Instant baseTime) throws IOException {
        Optional<KeptForecast> known = find(baseTime);
        if (known.isPresent()) {
            return known;
        }
        look();
        return find(baseTime);
    }

    /** A forecast, if it is kept and the store still has the frames that it was made from. */
    public Optional<KeptForecast> find(ForecastKey key) throws IOException {
        return kept.find(key);
    }

    /** The frames of the store, as they are served beside the forecasts. */
    public ServedFrames frames() {
        return frames;
    }

    /** The files of all forecasts that are kept, whether the store still has their frames or not. */
    public ForecastArchive archive() {
        return archive;
    }

    private boolean makeWhatIsMissing(Instant baseTime, BooleanSupplier goOn) throws IOException {
        synchronized (makers) {
            look();
            boolean made = false;
            List<Throwable> failures = new ArrayList<>();
            for (ServedNowcaster nowcaster : nowcasters.get()) {
                try {
                    Optional<DueForecasts.Due> missing = missing(nowcaster, baseTime);
                    if (missing.isPresent() && goOn.getAsBoolean()) {
                        made |= makeUndamaged(missing.get(), goOn);
                    }
                } catch (IOException | RuntimeException | Error e) { // such as too little memory for a large network
                    failures.add(e);
                }
            }
            if (made) {
                removeOld();
            }
            if (!failures.isEmpty()) {
                throwFirst(failures);
            }
            return made;
        }
    }

    private static void throwFirst(List<Throwable> failures) throws IOException {
        Throwable first = failures.get(0);
        failures.subList(1, failures.size()).forEach(first::addSuppressed);
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
        throw (IOException) first;
    }

    private synchronized Optional<DueForecasts.Due> missing(ServedNowcaster nowcaster, Instant baseTime)
            throws IOException {
        return due.missing(nowcaster, baseTime);
    }

    /**
     * Removes forecasts that are too old or too many; the newest of each nowcaster stays.
     *
     * @return how many were removed
     */
    public synchronized int prune() throws IOException {
        archive.refresh();
        return removeOld();
    }

    /** What was superseded just now stays until the next look, for who is reading it. */
    private synchronized int removeOld() throws IOException {
        int removed = archive.prune(retention, clock.instant());
        kept.forgetRemoved();
        return removed;
    }

    /** Looks at the store and the archive, and notes which forecasts may not agree with the store any more. */
    private synchronized void look() throws IOException {
        StoreChanges changes = store.refresh();
        log(changes);
        archive.refresh();
        for (ServedNowcaster nowcaster : nowcasters.get()) {
            nowcaster.requireFit(store); // what a store that was awaited holds is known now
        }
        Stream.of(changes.added(), changes.replaced(), changes.removed())
                .flatMap(List::stream)
                .flatMap(time -> frames.bases(time).stream())
                .distinct()
                .flatMap(base -> archive.of(base).stream())
                .forEach(key -> {
                    kept.lookAgain(key);
                    outdated.add(key);
                });
        tell(changes);
    }

    private void tell(StoreChanges changes) throws IOException {
        boolean atFirst = !toldOfFirst && store.isThere();
        if (atFirst) {
            toldOfFirst = true;
            for (ServedNowcaster nowcaster : nowcasters.get()) {
                latest(nowcaster.id()).ifPresent(forecast -> listener.made(forecast.header()));
            }
        }
        news.tell(changes, atFirst);
    }

    private static void log(StoreChanges changes) {
        changes.replaced().forEach(time -> LOG.info("the frame of {} was replaced", time));
        if (!changes.removed().isEmpty()) {
            LOG.info(
                    "{} frames from {} to {} are gone",
                    changes.removed().size(),
                    Collections.min(changes.removed()),
                    Collections.max(changes.removed()));
        }
    }

    private boolean makeUndamaged(DueForecasts.Due due, BooleanSupplier goOn) throws IOException {
        List<String> damaged = store.verify(due.inputs().frames());
        if (!damaged.isEmpty()) {
            damaged.forEach(damage -> LOG.warn("a frame is left out: {}", damage));
            return false;
        }
        ForecastMaking.Made made = making.make(due.nowcaster(), due.inputs());
        if (!goOn.getAsBoolean()) {
            return false;
        }
        keep(due, made);
        refreshed.countDown();
        LOG.info(
                "forecast of {} by {} made",
                due.inputs().baseTime(),
                due.nowcaster().id());
        return true;
    }

    private synchronized void keep(DueForecasts.Due due, ForecastMaking.Made made) throws IOException {
        kept.keep(made, due.inputs());
        listener.made(made.header());
        if (InputFrames.at(store, due.inputs().baseTime()).equals(Optional.of(due.inputs()))) {
            outdated.remove(due.key());
        } else {
            outdated.add(due.key()); // who looked while it was made saw other frames, but no forecast that they outdate
        }
    }
}
