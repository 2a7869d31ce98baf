package amagumo.server.forecast;

import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.FrameVersion;
import amagumo.ingest.store.StoreDescription;
import amagumo.ingest.store.StoredFrame;
import amagumo.ingest.store.VersionedFrame;
import amagumo.model.nowcast.NowcastInput;
import amagumo.server.cache.OverloadedException;
import amagumo.server.forecast.file.ForecastKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The frames of a store as they are served, with the motion up to each. While a frame that was replaced is taken up, they agree
 * with the forecasts that are shown. For several threads at once.
 */
public final class ServedFrames {

    private final FrameStore store;
    private final Observations observations;
    private final FrameReader reader;
    private final Motions motions;
    private final KeptForecasts forecasts;
    private final Supplier<String> shown;

    /**
     * @param forecasts which are made from the frames
     * @param shown the nowcaster whose forecasts are shown
     */
    ServedFrames(
            FrameStore store,
            Observations observations,
            FrameReader reader,
            KeptForecasts forecasts,
            Supplier<String> shown) {
        this.store = store;
        this.observations = observations;
        this.reader = reader;
        this.motions = new Motions(store, reader);
        this.forecasts = forecasts;
        this.shown = shown;
    }

    /**
     * What is observed of a time: as the newest forecast shows it that was made from it, so that both agree while a frame
     * that was replaced is taken up; else as the store has it. Nothing if the store has no frame of it.
     */
    public Optional<Observation> observation(Instant validTime) throws IOException {
        for (Instant base : bases(validTime)) {
            Optional<KeptForecast> forecast = shown(base);
            if (forecast.isPresent()) {
                return Optional.of(forecast.get().observed(validTime));
            }
        }
        return observations.find(validTime);
    }

    /** The picture of a time in a version that a forecast or the store has; nothing if neither has. */
    public Optional<Picture> observation(Instant validTime, String pictureVersion) throws IOException {
        for (Instant base : bases(validTime)) {
            Optional<KeptForecast> forecast = shown(base);
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
     * Stored frames, newest first, without those that turn out to be damaged.
     *
     * @param before all are older than this; nothing for the newest ones
     * @param limit how many at most
     */
    public List<ListedFrame> list(Optional<Instant> before, int limit) throws IOException {
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
            listed(newestFirst.next()).ifPresent(listed::add);
        }
        return listed;
    }

    private Optional<ListedFrame> listed(StoredFrame frame) throws IOException {
        try {
            return Optional.of(
                    new ListedFrame(frame.validTime(), reader.version(frame), motions.version(frame.validTime())));
        } catch (MalformedGribException e) {
            return Optional.empty(); // it is left out from now on
        }
    }

    /** The directory of the store. */
    public Path directory() {
        return store.directory();
    }

    /** What all frames of the store have in common; nothing while it is awaited. */
    public Optional<StoreDescription> description() {
        return store.isThere() ? Optional.of(store.description()) : Optional.empty();
    }

    /** The frames of the store by valid time, as they are now. */
    public NavigableMap<Instant, StoredFrame> byTime() {
        return store.frames();
    }

    /** The frame of a time in a version that the store has, or a forecast that was made from it; nothing if neither has. */
    public Optional<StoredFrame> find(Instant validTime, FrameVersion version) throws IOException {
        Optional<StoredFrame> stored = store.find(validTime);
        if (stored.isPresent() && reader.version(stored.get()).equals(version)) {
            return stored;
        }
        for (Instant base : bases(validTime)) {
            Optional<KeptForecast> forecast = shown(base);
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
        return reader.version(frame);
    }

    /**
     * Decodes a frame of the store.
     *
     * @throws MalformedGribException if it has been damaged since it was stored; the store is without it from then on
     */
    public VersionedFrame read(StoredFrame frame) throws IOException {
        return reader.read(frame, StoredFrame::read);
    }

    /** The GRIB2 message of a frame of the store, else as {@link #read}. */
    public byte[] message(StoredFrame frame) throws IOException {
        return reader.read(frame, StoredFrame::message);
    }

    /** The version of the motion up to a stored frame; nothing where the frame before it is missing. */
    public Optional<String> motionVersion(Instant validTime) throws IOException {
        return motions.version(validTime);
    }

    /**
     * How the rain moved up to a stored frame; nothing if the store does not have it and the one before it.
     *
     * @throws OverloadedException if it would have to wait long for others to be estimated
     */
    public Optional<RainMotion> motion(Instant validTime) throws IOException {
        return motions.find(validTime);
    }

    /**
     * Where the cells of the stored frames lie.
     *
     * @throws IllegalStateException if the store is still awaited
     */
    public RadarGrid grid() {
        return store.grid();
    }

    /**
     * Time between two frames of the store.
     *
     * @throws IllegalStateException if the store is still awaited
     */
    public int stepMinutes() {
        return store.stepMinutes();
    }

    /** What the observed values were made from, in a sentence; empty if they are those of the radar files themselves. */
    public String provenance() {
        return description().flatMap(StoreDescription::provenance).orElse("");
    }

    /** What arrives in the store, as seen from a moment. */
    public Feed feed(Instant now) {
        List<Instant> times = store.times();
        return new Feed(times.isEmpty() ? Optional.empty() : Optional.of(times.get(times.size() - 1)), now);
    }

    /** The base times of the forecasts that a frame goes into, newest first. */
    List<Instant> bases(Instant validTime) {
        if (!store.isThere()) {
            return List.of();
        }
        return IntStream.range(0, NowcastInput.FRAMES)
                .mapToObj(i -> validTime.plus(Duration.ofMinutes((NowcastInput.FRAMES - 1L - i) * store.stepMinutes())))
                .toList();
    }

    private Optional<KeptForecast> shown(Instant base) throws IOException {
        return forecasts.find(new ForecastKey(base, shown.get()));
    }
}
