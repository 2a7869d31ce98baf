package amagumo.server.source.directory;

import amagumo.ingest.grib.OtherOctets;
import amagumo.ingest.radar.BoundingBox;
import amagumo.ingest.store.ClockBound;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.Ingest;
import amagumo.ingest.store.IngestCounts;
import amagumo.ingest.store.IngestListener;
import amagumo.ingest.store.IngestOptions;
import amagumo.ingest.store.StoreDescription;
import amagumo.server.source.PollResult;
import amagumo.server.source.Source;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Radar files that appear in a directory or below it, plain or in archives. A file is read once it has settled, and again
 * only when its size or time has changed ({@link SeenFiles}) or something of it was refused ({@link FailedFiles}). The
 * newest come first, some at a time. Not for several threads.
 */
public final class DirectorySource implements Source {

    private static final int FILES_A_POLL = 64;

    private final Path directory;
    private final Path store;
    private final Duration interval;
    private final Clock clock;
    private final IngestOptions options;
    private final SeenFiles seen;
    private final FailedFiles failed = new FailedFiles();
    private final SettlingFiles settling;
    private final Deque<FoundFile> pending = new ArrayDeque<>();
    private List<String> unreadable = List.of();
    private Instant scanned = Instant.MIN;
    private Optional<FrameStore> frames = Optional.empty();

    /**
     * The source of a store, which is made for the first frame if it is not there.
     *
     * @param directory where the files appear
     * @param store directory of the store
     * @param box what is cut out of each frame; empty for what the store was made with, or else all
     * @param interval at which the directory is looked at while files are left to be read
     * @param settle how long a file must not have changed before it is read
     * @param clock that the intervals and the frames are measured by
     * @throws IOException if the store cannot be read
     */
    public DirectorySource(
            Path directory, Path store, Optional<BoundingBox> box, Duration interval, Duration settle, Clock clock)
            throws IOException {
        this.directory = directory;
        this.store = store;
        this.interval = interval;
        this.clock = clock;
        this.options = new IngestOptions(box, false, new ClockBound(clock, ClockBound.DEFAULT_MAX_AHEAD));
        this.seen = SeenFiles.of(store);
        this.settling = new SettlingFiles(settle);
    }

    /**
     * Makes the store of the first files on offer, if it is not there.
     *
     * @throws FileSystemException if there is no radar file to make it of
     */
    public void requireStore() throws IOException, InterruptedException {
        boolean more = true;
        while (!StoreDescription.existsIn(store)) {
            if (!more) {
                throw new FileSystemException(
                        directory.toString(), null, "there is no radar file that %s could be made of".formatted(store));
            }
            more = poll().remaining() > 0;
        }
    }

    @Override
    public PollResult poll() throws IOException, InterruptedException {
        Instant now = clock.instant();
        if (pending.isEmpty() || !now.isBefore(scanned.plus(interval))) {
            scan(now);
            scanned = now;
        }
        List<FoundFile> batch =
                new ArrayList<>(pending.stream().limit(FILES_A_POLL).toList());
        Collections.reverse(batch); // appended in the order of their times
        Outcome outcome = new Outcome();
        IngestCounts counts = read(batch, outcome);
        settle(batch, outcome, now);
        for (int i = 0; i < batch.size(); i++) {
            pending.removeFirst();
        }
        List<String> refused = new ArrayList<>(unreadable);
        outcome.failures.forEach(failure -> refused.add(failure.file + ": " + failure.reason));
        return new PollResult(
                (int) counts.stored(),
                (int) (counts.alreadyStored() + counts.skipped()),
                refused,
                newest(counts.stored() > 0),
                pending.size());
    }

    private void scan(Instant now) throws IOException {
        DirectoryScan scan = DirectoryScan.of(directory, store);
        seen.retain(scan.files().keySet());
        failed.retain(scan.files().keySet());
        settling.retain(scan.files().keySet());
        List<FoundFile> found = new ArrayList<>();
        for (Map.Entry<String, FileStamp> file : scan.files().entrySet()) {
            String path = file.getKey();
            FileStamp stamp = file.getValue();
            if (!seen.has(path, stamp) && !failed.isTooSoon(path, stamp, now) && settling.isSettled(path, stamp, now)) {
                found.add(new FoundFile(path, stamp));
            }
        }
        found.sort(FoundFile.NEWEST_FIRST);
        pending.clear();
        pending.addAll(found);
        unreadable = scan.unreadable();
    }

    private IngestCounts read(List<FoundFile> batch, Outcome outcome) throws IOException, InterruptedException {
        try {
            return Ingest.runFound(batch.stream().map(FoundFile::path).toList(), store, options, outcome);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("given up");
            }
            throw e;
        }
    }

    private void settle(List<FoundFile> batch, Outcome outcome, Instant now) throws IOException {
        List<FoundFile> done = new ArrayList<>();
        for (FoundFile file : batch) {
            if (outcome.hasFailure(file)) {
                failed.add(file, now);
            } else {
                failed.remove(file);
                done.add(file);
            }
        }
        if (!done.isEmpty()) {
            seen.add(done);
        }
    }

    private Optional<Instant> newest(boolean changed) throws IOException {
        if (frames.isEmpty() && StoreDescription.existsIn(store)) {
            frames = Optional.of(FrameStore.open(store));
        } else if (frames.isPresent() && changed) {
            frames.get().refresh();
        }
        return frames.map(FrameStore::times)
                .filter(times -> !times.isEmpty())
                .map(times -> times.get(times.size() - 1));
    }

    /** What was refused of which file, or of which member of an archive. */
    private static final class Outcome implements IngestListener {

        private record Failure(String file, String reason) {}

        private final List<Failure> failures = new ArrayList<>();

        boolean hasFailure(FoundFile file) {
            String label = file.path().replaceAll("\\p{Cntrl}", "?"); // as ArchiveItem names it
            return failures.stream()
                    .anyMatch(failure -> failure.file.equals(label) || failure.file.startsWith(label + ":"));
        }

        @Override
        public void failed(String file, String reason) {
            failures.add(new Failure(file, reason));
        }

        @Override
        public void skipped(String file, String reason) {}

        @Override
        public void passedOver(String file, OtherOctets octets) {}

        @Override
        public void progress(IngestCounts soFar) {}
    }
}
