package amagumo.server.forecast;

import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.FrameVersion;
import amagumo.ingest.store.StoreChanges;
import amagumo.ingest.store.StoredFrame;
import amagumo.model.nowcast.NowcastInput;
import amagumo.server.forecast.ForecastListener.ObservedFrame;
import amagumo.server.forecast.file.ForecastArchive;
import amagumo.server.forecast.file.ForecastKey;
import amagumo.server.forecast.file.Retention;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The forecasts of a store, which {@link #refresh} makes to agree with it: there is one of the newest frames by each
 * nowcaster, and each that is served was made from the frames that its times have now. They are kept on the disk and found
 * again by the next process. For several threads at once; one forecast is made at a time, and each of them once.
 */
public final class Forecasts {

    private static final Logger LOG = LoggerFactory.getLogger(Forecasts.class);

    /** Of more frames that come at once, as when a store is filled, the newest are told of. */
    private static final int MOST_TOLD_OF = 20;

    private final FrameStore store;
    private final Supplier<List<ServedNowcaster>> nowcasters;
    private final ForecastArchive archive;
    private final Retention retention;
    private final Clock clock;
    private final FrameVersions versions = new FrameVersions();
    private final Observations observations;
    private final Motions motions;
    private final KeptForecasts kept;
    private final DueForecasts due;
    private final ForecastMaking making;
    private final ForecastListener listener;
    /** Those whose frames have changed, or whose file is damaged. */
    private final Set<ForecastKey> outdated = new ConcurrentSkipListSet<>();

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
        this.observations = new Observations(store);
        this.motions = new Motions(store, versions);
        this.kept = new KeptForecasts(store, archive, observations, versions, outdated::add);
        this.due = new DueForecasts(store, nowcasters, archive, kept, outdated, catchUp);
        this.making = new ForecastMaking(store, observations, clock);
        this.listener = listener;
    }

    /** As {@link #refresh(BooleanSupplier)}, to the end. */
    public boolean refresh() throws IOException {
        return refresh(() -> true);
    }

    /**
     * Looks at the store and at the archive: makes a forecast if there are new frames to make it from, then those of base times
     * that were passed over, and makes those again whose frames were replaced or whose files are damaged. Frames that turn out
     * to be damaged are left out. At the end what is too old or too much is removed.
     *
     * @param goOn asked before each forecast, and again before it is kept; once it is false nothing more is made or kept
     * @return whether one was made
     */
    public boolean refresh(BooleanSupplier goOn) throws IOException {
        try {
            return follow(goOn);
        } finally {
            refreshed.countDown();
        }
    }

    /**
     * Looks at the store: the base time of the forecast that {@link #refresh} would make first, if it would make one. Waits
     * while one is being made.
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
     * Makes the forecasts of a base time that {@link #refresh} would make, or that are not there yet, such as when frames of the
     * past were added. At the end what is too old or too much is removed.
     *
     * @param goOn as in {@link #refresh(BooleanSupplier)}
     * @return whether one was made; none is if the store does not have the frames, or they turn out to be damaged
     */
    public boolean make(Instant baseTime, BooleanSupplier goOn) throws IOException {
        try {
            return makeWhatIsMissing(baseTime, goOn);
        } finally {
            refreshed.countDown();
        }
    }

    /** Whether {@link #refresh} has ended once: before that, the first forecast may be in the making. */
    public boolean refreshed() {
        return refreshed.getCount() == 0;
    }

    /** Nobody is going to make what is due, so that nobody need wait for it. */
    public void expectNone() {
        refreshed.countDown();
    }

    /** Waits until {@link #refresh} has ended once or has made the first forecast, or there is nothing to make. */
    public void awaitRefresh() throws InterruptedException {
        refreshed.await();
    }

    /** The nowcaster whose forecasts are shown unless another is asked for. */
    public String shown() {
        return nowcasters.get().get(0).id();
    }

    /** The forecast with the newest base time that is shown, if there is one yet. */
    public Optional<KeptForecast> latest() throws IOException {
        return latest(shown());
    }

    /** The forecast of a nowcaster with the newest base time. */
    public Optional<KeptForecast> latest(String nowcaster) throws IOException {
        for (ForecastKey key : archive.files().descendingKeySet()) {
            if (key.nowcaster().equals(nowcaster)) {
                Optional<KeptForecast> found = kept.find(key);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** The forecast of a base time that is shown, if it is kept. */
    public Optional<KeptForecast> find(Instant baseTime) throws IOException {
        return find(new ForecastKey(baseTime, shown()));
    }

    /**
     * As {@link #find(Instant)}, but where it is not known here, another server may have kept it since the last look: then store and
     * archive are looked at. Waits while a forecast is made.
     */
    public Optional<KeptForecast> lookFor(Instant baseTime) throws IOException {
        Optional<KeptForecast> known = find(baseTime);
        if (known.isPresent()) {
            return known;
        }
        synchronized (this) {
            look();
        }
        return find(baseTime);
    }

    /** A forecast, if it is kept and the store still has the frames that it was made from. */
    public Optional<KeptForecast> find(ForecastKey key) throws IOException {
        return kept.find(key);
    }

    /** The files of all forecasts that are kept, whether the store still has their frames or not. */
    public ForecastArchive archive() {
        return archive;
    }

    /**
     * What is observed of a time: as the newest forecast shows it that was made from it, so that both agree while a frame
     * that was replaced is taken up; else as the store has it. Nothing if the store has no frame of it.
     */
    public Optional<Observation> observation(Instant validTime) throws IOException {
        for (Instant base : bases(validTime)) {
            Optional<KeptForecast> forecast = find(base);
            if (forecast.isPresent()) {
                return Optional.of(forecast.get().observed(validTime));
            }
        }
        return observations.find(validTime);
    }

    /** The picture of a time in a version that a forecast or the store has; nothing if neither has. */
    public Optional<Picture> observation(Instant validTime, String pictureVersion) throws IOException {
        for (Instant base : bases(validTime)) {
            Optional<KeptForecast> forecast = find(base);
            if (forecast.isPresent() && forecast.get().shows(validTime, pictureVersion)) {
                return Optional.of(forecast.get().observed(validTime).frame().picture());
            }
        }
        return observations
                .find(validTime)
                .map(observation -> observation.frame().picture())
                .filter(picture -> picture.version().equals(pictureVersion));
    }

    /**
     * Stored frames, newest first.
     *
     * @param before all are older than this; nothing for the newest ones
     * @param limit how many at most
     */
    public List<ListedFrame> observations(Optional<Instant> before, int limit) throws IOException {
        if (!store.isThere()) {
            return List.of();
        }
        NavigableMap<Instant, StoredFrame> frames = store.frames();
        List<ListedFrame> listed = new ArrayList<>();
        Iterator<StoredFrame> newestFirst = before.map(time -> frames.headMap(time, false))
                .orElse(frames)
                .descendingMap()
                .values()
                .iterator();
        while (newestFirst.hasNext() && listed.size() < limit) {
            StoredFrame frame = newestFirst.next();
            listed.add(new ListedFrame(frame.validTime(), versions.of(frame), motions.version(frame.validTime())));
        }
        return listed;
    }

    /**
     * Where the cells of the stored frames lie.
     *
     * @throws IllegalStateException if the store is still awaited
     */
    public RadarGrid grid() {
        return store.grid();
    }

    /** The version of the motion up to a stored frame; nothing where the frame before it is missing. */
    public Optional<String> motionVersion(Instant validTime) throws IOException {
        return motions.version(validTime);
    }

    /**
     * How the rain moved up to a stored frame; nothing if the store does not have it and the one before it.
     *
     * @throws BusyException if it would have to wait long for others to be estimated
     */
    public Optional<RainMotion> motion(Instant validTime) throws IOException, BusyException {
        return motions.find(validTime);
    }

    /**
     * Time between two frames of the store.
     *
     * @throws IllegalStateException if the store is still awaited
     */
    public int stepMinutes() {
        return store.stepMinutes();
    }

    /** The frames of the store by valid time, as they are now. */
    public NavigableMap<Instant, StoredFrame> frames() {
        return store.frames();
    }

    /** The frame of a time in a version that the store has, or a forecast that was made from it; nothing if neither has. */
    public Optional<StoredFrame> frame(Instant validTime, FrameVersion version) throws IOException {
        Optional<StoredFrame> stored = store.find(validTime);
        if (stored.isPresent() && versions.of(stored.get()).equals(version)) {
            return stored;
        }
        for (Instant base : bases(validTime)) {
            Optional<KeptForecast> forecast = find(base);
            if (forecast.isPresent() && forecast.get().isMadeFrom(validTime, version)) {
                return forecast.get().inputs().frames().stream()
                        .filter(frame -> frame.validTime().equals(validTime))
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    /** The version of a frame of the store; its message is read once. */
    public FrameVersion version(StoredFrame frame) throws IOException {
        return versions.of(frame);
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

    private synchronized boolean follow(BooleanSupplier goOn) throws IOException {
        look();
        boolean made = false;
        for (Optional<DueForecasts.Due> next = due.next(); next.isPresent() && goOn.getAsBoolean(); next = due.next()) {
            made |= makeUndamaged(next.get(), goOn);
        }
        prune(made);
        return made;
    }

    private synchronized boolean makeWhatIsMissing(Instant baseTime, BooleanSupplier goOn) throws IOException {
        look();
        boolean made = false;
        for (ServedNowcaster nowcaster : nowcasters.get()) {
            Optional<DueForecasts.Due> missing = due.missing(nowcaster, baseTime);
            if (missing.isPresent() && goOn.getAsBoolean()) {
                made |= makeUndamaged(missing.get(), goOn);
            }
        }
        prune(made);
        return made;
    }

    private void prune(boolean made) throws IOException {
        if (made) {
            archive.prune(retention, clock.instant());
        }
    }

    /** Looks at the store and the archive, and notes which forecasts may not agree with the store any more. */
    private void look() throws IOException {
        StoreChanges changes = store.refresh();
        log(changes);
        archive.refresh();
        for (ServedNowcaster nowcaster : nowcasters.get()) {
            nowcaster.requireFit(store); // what a store that was awaited holds is known now
        }
        Stream.of(changes.added(), changes.replaced(), changes.removed())
                .flatMap(List::stream)
                .flatMap(time -> bases(time).stream())
                .distinct()
                .flatMap(base -> archive.of(base).stream())
                .forEach(key -> {
                    kept.lookAgain(key);
                    outdated.add(key);
                });
        tell(changes);
    }

    private void tell(StoreChanges changes) throws IOException {
        List<Instant> times = new ArrayList<>(changes.added());
        times.addAll(changes.replaced());
        if (!toldOfFirst && store.isThere()) {
            toldOfFirst = true;
            feed(clock.instant())
                    .newestFrame()
                    .filter(time -> !times.contains(time))
                    .ifPresent(times::add);
            for (ServedNowcaster nowcaster : nowcasters.get()) {
                latest(nowcaster.id()).ifPresent(forecast -> listener.made(forecast.header()));
            }
        }
        List<ObservedFrame> frames = new ArrayList<>();
        for (Instant time : new TreeSet<>(times).tailSet(newestFew(times))) {
            Optional<StoredFrame> frame = store.find(time);
            if (frame.isPresent()) {
                frames.add(new ObservedFrame(time, versions.of(frame.get()).hex()));
            }
        }
        if (!frames.isEmpty()) {
            listener.observed(frames);
        }
    }

    /** From this of some times on they are few enough to be told of. */
    private static Instant newestFew(List<Instant> times) {
        return times.stream()
                .sorted(Comparator.reverseOrder())
                .limit(MOST_TOLD_OF)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    private static void log(StoreChanges changes) {
        changes.replaced().forEach(time -> LOG.info("the frame of {} was replaced", time));
        changes.removed().forEach(time -> LOG.info("the frame of {} is gone", time));
    }

    /** The base times of the forecasts that a frame goes into, newest first. */
    private List<Instant> bases(Instant validTime) {
        if (!store.isThere()) {
            return List.of();
        }
        return IntStream.range(0, NowcastInput.FRAMES)
                .mapToObj(i -> validTime.plus(Duration.ofMinutes((NowcastInput.FRAMES - 1L - i) * store.stepMinutes())))
                .toList();
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
        kept.keep(made, due.inputs());
        listener.made(made.header());
        outdated.remove(due.key());
        refreshed.countDown();
        LOG.info(
                "forecast of {} by {} made",
                due.inputs().baseTime(),
                due.nowcaster().id());
        return true;
    }
}
