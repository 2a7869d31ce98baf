package amagumo.server.forecast.file;

import amagumo.ingest.file.Directories;
import amagumo.ingest.store.FrameStore;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of kept forecasts, a file each, found by name: looking through thousands opens none of them. Several servers
 * may share it; what another one kept or removed is seen at the next {@link #refresh()}. For several threads at once.
 */
public final class ForecastArchive {

    private static final Logger LOG = LoggerFactory.getLogger(ForecastArchive.class);

    private final Path directory;
    private final NavigableMap<ForecastKey, KeptFile> files = new ConcurrentSkipListMap<>();
    private final Map<KeptFile, String> models = new ConcurrentHashMap<>();
    private final Set<KeptFile> damaged = ConcurrentHashMap.newKeySet();
    /** Files that another one has taken the place of. Who was reading one may end; the next refresh removes it. */
    private final List<KeptFile> superseded = new ArrayList<>();

    private ForecastArchive(Path directory) {
        this.directory = directory;
    }

    /** The archive in a directory, which is made if it is not there. */
    public static ForecastArchive open(Path directory) throws IOException {
        Directories.create(directory);
        ForecastArchive archive = new ForecastArchive(directory);
        archive.refresh();
        return archive;
    }

    /**
     * Where forecasts of a store are kept: below the server's state, in a directory of the store's name.
     *
     * @param state directory of the server's state
     */
    public static Path directory(Path state, FrameStore store) {
        return state.resolve("forecasts").resolve(name(store));
    }

    /** What a store is called where forecasts of several are kept. */
    public static String name(FrameStore store) {
        Path named = store.directory().toAbsolutePath().normalize();
        return named.getFileName().toString();
    }

    /** The files by what they hold, as of now; what is damaged is left out. */
    public NavigableMap<ForecastKey, KeptFile> files() {
        return Collections.unmodifiableNavigableMap(files);
    }

    /** The file of a forecast, if it is kept. */
    public Optional<KeptFile> find(ForecastKey key) {
        return Optional.ofNullable(files.get(key));
    }

    /** The forecasts of a base time. */
    public List<ForecastKey> of(Instant baseTime) {
        return List.copyOf(files.subMap(ForecastKey.firstOf(baseTime), ForecastKey.firstOf(baseTime.plusSeconds(1)))
                .keySet());
    }

    /**
     * SHA-256 of the model that a kept forecast was made by, empty if it was made without; nothing if the file is gone or damaged. A
     * file is opened for it once.
     */
    public Optional<String> modelVersion(KeptFile file) throws IOException {
        String known = models.get(file);
        if (known != null) {
            return Optional.of(known);
        }
        try (ForecastFile open = ForecastFile.open(file.path())) {
            String model = open.header().modelVersion();
            models.put(file, model);
            return Optional.of(model);
        } catch (DamagedForecastException | NoSuchFileException e) {
            return Optional.empty(); // whoever asks for it is told
        }
    }

    /** The base time of a nowcaster's oldest forecast that is kept. */
    public Optional<Instant> first(String nowcaster) {
        return files.keySet().stream()
                .filter(key -> key.nowcaster().equals(nowcaster))
                .findFirst()
                .map(ForecastKey::baseTime);
    }

    /** Removes what was superseded, and looks what other servers kept or removed. */
    public synchronized void refresh() throws IOException {
        for (KeptFile file : superseded) {
            Files.deleteIfExists(file.path());
        }
        superseded.clear();
        Map<Path, KeptFile> known = new HashMap<>();
        files.values().forEach(file -> known.put(file.path(), file));
        Map<ForecastKey, KeptFile> found = new HashMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path path : entries) {
                Optional<KeptFile> file = known.containsKey(path) ? Optional.of(known.get(path)) : look(path);
                file.filter(entry -> !damaged.contains(entry))
                        .ifPresent(entry -> found.merge(entry.key(), entry, this::newer));
            }
        }
        files.putAll(found);
        files.keySet().retainAll(new HashSet<>(found.keySet()));
        models.keySet().retainAll(new HashSet<>(found.values()));
    }

    private static Optional<KeptFile> look(Path path) throws IOException {
        try {
            return KeptFile.at(path);
        } catch (NoSuchFileException e) {
            return Optional.empty(); // another server removed it meanwhile
        }
    }

    /** A crash between keeping a file and removing the one before leaves both. */
    private KeptFile newer(KeptFile a, KeptFile b) {
        boolean first = a.keptAt().equals(b.keptAt())
                ? a.version().compareTo(b.version()) > 0
                : a.keptAt().isAfter(b.keptAt());
        superseded.add(first ? b : a);
        return first ? a : b;
    }

    /** Keeps a forecast, in place of the one of the same key, if there is one. */
    public synchronized KeptFile keep(ForecastHeader header, List<ForecastFile.Lead> leads) throws IOException {
        Path path = directory.resolve(KeptFile.name(header.key(), header.version()));
        ForecastFile.write(path, header, leads);
        KeptFile kept = KeptFile.at(path).orElseThrow();
        KeptFile before = files.put(kept.key(), kept);
        if (before != null && !before.path().equals(path)) {
            superseded.add(before);
        }
        return kept;
    }

    /** Leaves out a file that turned out to be damaged, until it is another one. */
    public synchronized void leaveOut(KeptFile file, DamagedForecastException reason) {
        damaged.add(file);
        if (files.remove(file.key(), file)) {
            LOG.warn("a kept forecast is left out: {}", reason.getMessage());
        }
    }

    /**
     * Removes what is too old or too much. The newest forecast of each nowcaster stays.
     *
     * @return how many were removed
     */
    public synchronized int prune(Retention retention, Instant now) throws IOException {
        Map<String, KeptFile> newest = new HashMap<>();
        files.values().forEach(file -> newest.put(file.key().nowcaster(), file));
        long octets = files.values().stream().mapToLong(KeptFile::octets).sum();
        Instant oldest = now.minus(retention.age());
        int removed = 0;
        for (KeptFile file : List.copyOf(files.values())) {
            boolean due = file.keptAt().isBefore(oldest) || octets > retention.octets();
            if (due && !newest.containsValue(file)) {
                files.remove(file.key());
                Files.deleteIfExists(file.path());
                octets -= file.octets();
                removed++;
            }
        }
        return removed;
    }
}
