package amagumo.ingest.store;

import amagumo.ingest.archive.ArchiveItem;
import amagumo.ingest.archive.ArchiveStream;
import amagumo.ingest.archive.NamedFile;
import amagumo.ingest.archive.Refused;
import amagumo.ingest.archive.Skipped;
import amagumo.ingest.grib.OtherOctets;
import amagumo.ingest.radar.BoundingBox;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Brings radar files into a store. Files are decoded, cropped and encoded on two threads and appended in batches in the
 * order in which they come, so the threads do not affect the result.
 */
public final class Ingest implements AutoCloseable {

    private static final int THREADS = 2;

    /** How many files are in memory at a time. */
    private static final int AHEAD = 8;

    /** How many frames share a sync. */
    private static final int BATCH = 32;

    private final Path directory;
    private final Optional<BoundingBox> box;
    private final IngestOptions options;
    private final IngestListener listener;
    private final ExecutorService threads;
    private final Deque<Future<DecodedFile>> underway = new ArrayDeque<>();
    private final List<DecodedFile> batch = new ArrayList<>();
    private Optional<StoreWriter> writer = Optional.empty();
    private IngestCounts counts = IngestCounts.NONE;

    private Ingest(Path directory, Optional<BoundingBox> box, IngestOptions options, IngestListener listener) {
        this.directory = directory;
        this.box = box;
        this.options = options;
        this.listener = listener;
        this.threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "amagumo-ingest");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Stores all rain that the paths lead to. What is broken or does not belong in the store is reported to the
     * listener, and the rest goes on.
     *
     * @param paths files, directories, archives and compressed files; {@code -} is standard input
     * @param directory the store, which is created for the first frame if it is not there
     * @return what became of the files
     * @throws IOException if the store cannot be written, for example because another process is writing to it
     */
    public static IngestCounts run(
            List<String> paths,
            InputStream standardInput,
            Path directory,
            IngestOptions options,
            IngestListener listener)
            throws IOException {
        try (ArchiveStream files = new ArchiveStream(paths, standardInput)) {
            return run(files, Set.copyOf(paths), directory, options, listener);
        }
    }

    /**
     * Does the same with files that were found, not asked for: one that is not a radar file is not a failure.
     *
     * @param files plain, compressed or archives
     */
    public static IngestCounts runFound(
            List<String> files, Path directory, IngestOptions options, IngestListener listener) throws IOException {
        try (ArchiveStream found = ArchiveStream.ofFound(files)) {
            return run(found, Set.of(), directory, options, listener);
        }
    }

    /**
     * Does the same with files that are in memory, each a plain file, a compressed one or an archive.
     *
     * @param files the files by the names that messages use for them, in the order in which their frames count
     */
    public static IngestCounts runFetched(
            Map<String, byte[]> files, Path directory, IngestOptions options, IngestListener listener)
            throws IOException {
        try (ArchiveStream fetched = ArchiveStream.ofOctets(files)) {
            return run(fetched, files.keySet(), directory, options, listener);
        }
    }

    private static IngestCounts run(
            ArchiveStream files, Set<String> given, Path directory, IngestOptions options, IngestListener listener)
            throws IOException {
        Optional<BoundingBox> cut = options.box();
        if (StoreDescription.existsIn(directory)) {
            StoreDescription description = StoreDescription.read(directory);
            if (description.provenance().isPresent()) {
                throw new StoreException(
                        directory,
                        "its frames are %s; radar files do not belong among them"
                                .formatted(description.provenance().get()));
            }
            cut = cut.or(description::box);
        }
        try (Ingest ingest = new Ingest(directory, cut, options, listener)) {
            return ingest.run(files, given);
        }
    }

    private IngestCounts run(ArchiveStream files, Set<String> given) throws IOException {
        for (Optional<ArchiveItem> item = files.next(); item.isPresent(); item = files.next()) {
            if (item.get() instanceof NamedFile file) {
                boolean wanted = file.member().isEmpty() && given.contains(file.source());
                underway.addLast(threads.submit(() -> DecodedFile.of(file, box, wanted)));
            } else if (item.get() instanceof Skipped skipped) {
                skip(skipped.label(), skipped.reason());
            } else if (item.get() instanceof Refused refused) {
                count(IngestCounts.FILE);
                fail(refused.label(), refused.reason());
            }
            if (underway.size() > AHEAD) {
                takeOldest();
            }
        }
        while (!underway.isEmpty()) {
            takeOldest();
        }
        append();
        return counts;
    }

    private void takeOldest() throws IOException {
        DecodedFile file = result(underway.removeFirst());
        count(IngestCounts.FILE);
        file.unsuitable().forEach(reason -> skip(file.label(), reason));
        file.failures().forEach(reason -> fail(file.label(), reason));
        for (OtherOctets others : file.others()) {
            counts = counts.plus(IngestCounts.otherOctets(others.length()));
            listener.passedOver(file.label(), others);
        }
        if (!file.frames().isEmpty()) {
            batch.add(file);
        }
        if (batch.size() >= BATCH) {
            append();
        }
    }

    private static DecodedFile result(Future<DecodedFile> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("a file could not be decoded", e.getCause());
        }
    }

    private void append() throws IOException {
        if (batch.isEmpty()) {
            return;
        }
        if (writer.isEmpty()) {
            writer = Optional.of(StoreWriter.open(directory, box, options.clock()));
        }
        List<EncodedFrame> frames = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (DecodedFile file : batch) {
            for (EncodedFrame frame : file.frames()) {
                frames.add(frame);
                labels.add(file.label());
            }
        }
        batch.clear();
        List<AppendResult> results = writer.get().append(frames, options.replace());
        for (int i = 0; i < results.size(); i++) {
            AppendResult result = results.get(i);
            if (result instanceof AppendResult.Refused refused) {
                fail(labels.get(i), refused.reason());
            } else if (result instanceof AppendResult.Stored) {
                count(IngestCounts.STORED);
            } else if (result instanceof AppendResult.Replaced) {
                count(IngestCounts.REPLACED);
            } else {
                count(IngestCounts.ALREADY_STORED);
            }
        }
        listener.progress(counts);
    }

    private void skip(String file, String reason) {
        count(IngestCounts.SKIPPED);
        listener.skipped(file, reason);
    }

    private void fail(String file, String reason) {
        count(IngestCounts.FAILED);
        listener.failed(file, reason);
    }

    private void count(IngestCounts one) {
        counts = counts.plus(one);
    }

    /** Stops the threads and releases the store's lock. */
    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        if (writer.isPresent()) {
            writer.get().close();
        }
    }
}
