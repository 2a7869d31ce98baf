package amagumo.server.source;

import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.Ingest;
import amagumo.ingest.store.IngestCounts;
import amagumo.ingest.store.IngestOptions;
import amagumo.ingest.store.StoreDescription;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads radar files into a store, which is made of the first frame if it is not there. Not for several threads. */
public final class StoreIntake {

    /** Reads some files. */
    private interface Reading {
        IngestCounts into(IngestOutcome outcome) throws IOException;
    }

    /**
     * What became of some files.
     *
     * @param counts of files and frames
     * @param outcome what was refused
     */
    public record Taken(IngestCounts counts, IngestOutcome outcome) {}

    private static final Logger LOG = LoggerFactory.getLogger(StoreIntake.class);

    /** Reasons may quote a file. */
    private static final int MOST_REASONS = 100;

    private final Path store;
    private final IngestOptions options;
    private final Set<String> told = new HashSet<>();
    private Optional<FrameStore> frames = Optional.empty();

    public StoreIntake(Path store, IngestOptions options) {
        this.store = store;
        this.options = options;
    }

    /**
     * Reads files that were found.
     *
     * @param replace whether their frames replace other content of their times, or are refused
     */
    public Taken found(List<String> paths, boolean replace) throws IOException, InterruptedException {
        IngestOptions chosen = new IngestOptions(options.box(), replace, options.clock());
        return read(outcome -> Ingest.runFound(paths, store, chosen, outcome));
    }

    /** Reads files that were fetched, by their names. */
    public Taken fetched(Map<String, byte[]> files) throws IOException, InterruptedException {
        return read(outcome -> Ingest.runFetched(files, store, options, outcome));
    }

    private Taken read(Reading reading) throws IOException, InterruptedException {
        IngestOutcome outcome = new IngestOutcome();
        try {
            Taken taken = new Taken(reading.into(outcome), outcome);
            outcome.leftOut().forEach(this::tell);
            return taken;
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("given up");
            }
            throw e;
        }
    }

    /** Says why files are left out, once for each reason: a directory may be full of them. */
    private void tell(String reason, String file) {
        if (told.size() < MOST_REASONS && told.add(reason)) {
            LOG.info("left out, as are all others of that kind: {}: {}", file, reason);
        }
    }

    /**
     * The result of the poll that files were read in.
     *
     * @param others what else was refused, a sentence each
     * @param remaining files that are left to be read
     */
    public PollResult result(Taken taken, List<String> others, int remaining) throws IOException {
        IngestCounts counts = taken.counts();
        List<String> refused = new ArrayList<>(others);
        refused.addAll(taken.outcome().refused());
        long added = counts.stored() + counts.replaced();
        return new PollResult(
                (int) added, (int) (counts.alreadyStored() + counts.skipped()), refused, newest(added > 0), remaining);
    }

    private Optional<Instant> newest(boolean changed) throws IOException {
        if (frames.isEmpty() && StoreDescription.existsIn(store)) {
            frames = Optional.of(FrameStore.open(store));
        } else if (frames.isPresent() && changed) {
            frames.get().refresh();
        }
        List<Instant> times = frames.map(FrameStore::times).orElse(List.of());
        return times.isEmpty() ? Optional.empty() : Optional.of(times.get(times.size() - 1));
    }
}
