package amagumo.server.forecast;

import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.StoredFrame;
import amagumo.ingest.window.InputFrames;
import amagumo.server.forecast.file.DamagedForecastException;
import amagumo.server.forecast.file.ForecastArchive;
import amagumo.server.forecast.file.ForecastFile;
import amagumo.server.forecast.file.ForecastHeader;
import amagumo.server.forecast.file.ForecastKey;
import amagumo.server.forecast.file.KeptFile;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The kept forecasts that agree with the store. A file is read wholly when it is asked for first, and its header kept in
 * memory while it is asked for; then it is served, with the frames that it was made from, until it is {@link #forget
 * forgotten} or another takes its place, whatever becomes of their times. For several threads at once.
 */
final class KeptForecasts {

    private static final int MOST_IN_MEMORY = 1000;

    private final FrameStore store;
    private final ForecastArchive archive;
    private final Observations observations;
    private final Consumer<ForecastKey> unfit;
    private final FrameReader reader;
    private final KeptFields fields = new KeptFields();
    private final Cache<KeptFile, KeptForecast> served =
            Caffeine.newBuilder().maximumSize(MOST_IN_MEMORY).build();
    private final Set<KeptFile> unserved = ConcurrentHashMap.newKeySet();

    /**
     * @param unfit is told of each that is kept and cannot be served: its file is damaged, or the store does not have its
     *     frames, or others of their times
     */
    KeptForecasts(
            FrameStore store,
            ForecastArchive archive,
            Observations observations,
            FrameReader reader,
            Consumer<ForecastKey> unfit) {
        this.store = store;
        this.archive = archive;
        this.observations = observations;
        this.reader = reader;
        this.unfit = unfit;
    }

    /** A forecast, if it is kept and can be served. */
    Optional<KeptForecast> find(ForecastKey key) throws IOException {
        Optional<KeptFile> file = archive.find(key);
        if (file.isEmpty() || !store.isThere() || unserved.contains(file.get())) {
            return Optional.empty();
        }
        KeptForecast known = served.getIfPresent(file.get());
        return known == null ? read(file.get()) : Optional.of(known);
    }

    /** The forecast of a nowcaster with the newest base time, of those that are kept and can be served. */
    Optional<KeptForecast> newest(String nowcaster) throws IOException {
        for (ForecastKey key : archive.files().descendingKeySet()) {
            if (key.nowcaster().equals(nowcaster)) {
                Optional<KeptForecast> found = find(key);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Keeps a forecast that was made from frames, in place of the one of the same key, and serves it. */
    void keep(ForecastMaking.Made made, InputFrames inputs) throws IOException {
        KeptFile file = archive.keep(made.header(), made.leads());
        unserved.remove(file);
        served.put(file, new KeptForecast(made.header(), file, inputs, observations, fields));
    }

    /** Serves a forecast no more, until {@link #lookAgain}. */
    void forget(ForecastKey key) {
        archive.find(key).ifPresent(file -> {
            unserved.add(file);
            served.invalidate(file);
        });
    }

    /** What could not be served may be by now: the store has changed. */
    void lookAgain(ForecastKey key) {
        archive.find(key).ifPresent(unserved::remove);
    }

    /** Remembers nothing of files that are not kept any more. */
    void forgetRemoved() {
        unserved.retainAll(Set.copyOf(archive.files().values()));
    }

    private Optional<KeptForecast> read(KeptFile file) throws IOException {
        Optional<InputFrames> inputs = InputFrames.at(store, file.key().baseTime());
        try {
            if (inputs.isPresent()) {
                ForecastHeader header = checked(file);
                if (isOf(header, inputs.get())) {
                    KeptForecast read = new KeptForecast(header, file, inputs.get(), observations, fields);
                    served.put(file, read);
                    return Optional.of(read);
                }
            }
            unserved.add(file);
        } catch (MalformedGribException e) {
            unserved.add(file); // one of its frames is damaged, and left out from now on
        } catch (DamagedForecastException e) {
            archive.leaveOut(file, e);
        } catch (NoSuchFileException e) {
            return Optional.empty(); // another server removed it, which the next refresh sees
        }
        unfit.accept(file.key());
        return Optional.empty();
    }

    private ForecastHeader checked(KeptFile file) throws IOException {
        try (ForecastFile open = ForecastFile.open(file.path())) {
            ForecastHeader header = open.header();
            open.requireNamed(file, header);
            open.verify();
            return header;
        }
    }

    private boolean isOf(ForecastHeader header, InputFrames inputs) throws IOException {
        if (!header.grid().equals(store.grid())) {
            return false;
        }
        List<StoredFrame> frames = inputs.frames();
        for (int i = 0; i < frames.size(); i++) {
            ForecastHeader.Input input = header.inputs().get(i);
            if (!input.validTime().equals(frames.get(i).validTime())
                    || !input.frameVersion()
                            .equals(reader.version(frames.get(i)).hex())) {
                return false;
            }
        }
        return true;
    }
}
