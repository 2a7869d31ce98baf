package amagumo.server.source.directory;

import amagumo.ingest.radar.BoundingBox;
import amagumo.ingest.store.ClockBound;
import amagumo.ingest.store.IngestOptions;
import amagumo.server.source.IngestOutcome;
import amagumo.server.source.PollResult;
import amagumo.server.source.Source;
import amagumo.server.source.StoreIntake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
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

    /** How often directories are listed whose time has not changed: a file may have been written in place. */
    private static final Duration WHOLE_SCAN = Duration.ofMinutes(5);

    /** While files are left to be read, looking for newer ones takes no more than this part of the time. */
    private static final int SCANNING_SHARE = 10;

    private final Duration interval;
    private final Clock clock;
    private final DirectoryTree tree;
    private final StoreIntake intake;
    private final SeenFiles seen;
    private final FailedFiles failed = new FailedFiles();
    private final SettlingFiles settling;
    private final Map<String, FileStamp> unread = new HashMap<>();
    private final Deque<FoundFile> pending = new ArrayDeque<>();
    private Instant nextScan = Instant.MIN;
    private Instant scannedWhole = Instant.MIN;
    private List<String> unreadable = List.of();

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
        this.interval = interval;
        this.clock = clock;
        this.tree = new DirectoryTree(directory, store);
        this.intake = new StoreIntake(
                store, new IngestOptions(box, false, new ClockBound(clock, ClockBound.DEFAULT_MAX_AHEAD)));
        this.seen = SeenFiles.of(store);
        this.settling = new SettlingFiles(settle);
    }

    @Override
    public PollResult poll() throws IOException, InterruptedException {
        Instant now = clock.instant();
        if (pending.isEmpty() || !now.isBefore(nextScan)) {
            scan(now);
            nextScan = now.plus(pause(Duration.between(now, clock.instant())));
        }
        boolean corrections = !pending.isEmpty() && isCorrection(pending.getFirst());
        List<FoundFile> batch = new ArrayList<>(pending.stream()
                .takeWhile(file -> isCorrection(file) == corrections)
                .limit(FILES_A_POLL)
                .toList());
        Collections.reverse(batch); // appended in the order of their times
        StoreIntake.Taken taken =
                intake.found(batch.stream().map(FoundFile::path).toList(), corrections);
        List<String> notes = new ArrayList<>(unreadable);
        notes.addAll(settle(batch, taken.outcome(), now));
        for (int i = 0; i < batch.size(); i++) {
            pending.removeFirst();
        }
        return intake.result(taken, notes, pending.size());
    }

    /** How long after the begin of a scan the next one begins at the earliest while files are left. */
    private Duration pause(Duration scanTook) {
        Duration most = scanTook.multipliedBy(SCANNING_SHARE);
        return most.compareTo(interval) > 0 ? most : interval;
    }

    /** Whether a file was read before and has changed since: what it says now counts. */
    private boolean isCorrection(FoundFile file) {
        return seen.has(file.path());
    }

    private void scan(Instant now) throws IOException {
        boolean whole = !now.isBefore(scannedWhole.plus(WHOLE_SCAN));
        DirectoryScan scan = tree.scan(now, whole, seen::has);
        if (whole) {
            scannedWhole = now;
            unread.clear();
            seen.retain(scan.files().keySet());
            failed.retain(scan.files().keySet());
            settling.retain(scan.files().keySet());
        } else {
            lookAgain(scan);
        }
        scan.files().forEach((path, stamp) -> {
            if (!seen.has(path, stamp)) {
                unread.put(path, stamp);
            }
        });
        List<FoundFile> found = new ArrayList<>();
        unread.forEach((path, stamp) -> {
            if (!failed.isTooSoon(path, stamp, now) && settling.isSettled(path, stamp, now)) {
                found.add(new FoundFile(path, stamp));
            }
        });
        found.sort(FoundFile.NEWEST_FIRST);
        pending.clear();
        pending.addAll(found);
        unreadable = scan.unreadable();
    }

    /** What was not read yet may be written, renamed or removed without a new time of its directory. */
    private void lookAgain(DirectoryScan scan) {
        Map<String, FileStamp> still = new HashMap<>();
        for (String path : unread.keySet()) {
            if (!scan.files().containsKey(path)) {
                FileStamp.find(Path.of(path)).ifPresent(stamp -> still.put(path, stamp));
            }
        }
        unread.clear();
        unread.putAll(still);
    }

    /** Notes what became of files; returns which are given up, a sentence each. */
    private List<String> settle(List<FoundFile> batch, IngestOutcome outcome, Instant now) throws IOException {
        List<FoundFile> done = new ArrayList<>();
        List<String> givenUp = new ArrayList<>();
        for (FoundFile file : batch) {
            if (outcome.hasFailure(file.path())) {
                if (failed.add(file, now)) {
                    givenUp.add("%s: it was refused each time and is not read again unless it changes"
                            .formatted(file.path()));
                }
            } else {
                failed.remove(file);
                unread.remove(file.path());
                done.add(file);
            }
        }
        seen.add(done);
        return givenUp;
    }
}
