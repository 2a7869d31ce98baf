package amagumo.server.cli.console;

import amagumo.ingest.store.IngestCounts;
import amagumo.ingest.store.IngestListener;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an ingest did, in words: on the way and at the end. */
public final class IngestReport implements IngestListener {

    private final Progress progress;
    private final List<String> failures = new ArrayList<>();
    private final Map<String, Integer> skippedByReason = new TreeMap<>();
    private final Map<String, String> firstSkipped = new TreeMap<>();

    /** A report that shows on the way how far the ingest is. */
    public IngestReport(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void skipped(String file, String reason) {
        skippedByReason.merge(reason, 1, Integer::sum);
        firstSkipped.putIfAbsent(reason, file);
    }

    @Override
    public void failed(String file, String reason) {
        failures.add(file + ": " + reason);
    }

    @Override
    public void progress(IngestCounts soFar) {
        progress.update(
                soFar.files(),
                "files, %.0f files/s, %d stored, %d there already, %d skipped, %d failed"
                        .formatted(
                                soFar.files() / progress.seconds(),
                                soFar.stored() + soFar.replaced(),
                                soFar.alreadyStored(),
                                soFar.skipped(),
                                soFar.failed()));
    }

    /** Why the command fails, empty if it does not: the only failure, or how many are listed. */
    public Optional<String> failure() {
        return failures.size() > 1
                ? Optional.of("%d failures, listed above".formatted(failures.size()))
                : failures.stream().findFirst();
    }

    /** The end: several failures and what was skipped to standard error, the sums to standard output. */
    public void print(IngestCounts counts, PrintWriter out, PrintWriter err) {
        skippedByReason.forEach((reason, count) -> err.println(
                count == 1
                        ? "skipped %s: %s".formatted(firstSkipped.get(reason), reason)
                        : "skipped %d files such as %s: %s".formatted(count, firstSkipped.get(reason), reason)));
        if (failures.size() > 1) {
            failures.forEach(failure -> err.println("failed " + failure));
        }
        err.flush();
        double seconds = progress.seconds();
        out.printf(
                "%d files in %.1f s (%.0f files/s): %d frames stored, %d replaced, %d there already, %d files skipped, %d failed%n",
                counts.files(),
                seconds,
                counts.files() / seconds,
                counts.stored(),
                counts.replaced(),
                counts.alreadyStored(),
                counts.skipped(),
                counts.failed());
        out.flush();
    }
}
