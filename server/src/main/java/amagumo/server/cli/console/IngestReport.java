package amagumo.server.cli.console;

import amagumo.ingest.grib.OtherOctets;
import amagumo.ingest.store.IngestCounts;
import amagumo.ingest.store.IngestListener;
import amagumo.server.inspect.IngestSummary;
import amagumo.server.inspect.IngestSummary.Entry;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reports what an ingest does, along the way and at the end. */
public final class IngestReport implements IngestListener {

    private final Progress progress;
    private final List<Entry> skipped = new ArrayList<>();
    private final List<Entry> passedOver = new ArrayList<>();
    private final List<Entry> failures = new ArrayList<>();

    /** A report that also shows how far the ingest has come. */
    public IngestReport(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void skipped(String file, String reason) {
        skipped.add(new Entry(file, reason));
    }

    @Override
    public void passedOver(String file, OtherOctets octets) {
        passedOver.add(new Entry(file, octets.description()));
    }

    @Override
    public void failed(String file, String reason) {
        failures.add(new Entry(file, reason));
    }

    @Override
    public void progress(IngestCounts soFar) {
        progress.update(
                soFar.files(),
                "files, %.0f files/s, %d stored, %d already stored, %d skipped, %d failed"
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
                : failures.stream().findFirst().map(only -> only.file() + ": " + only.reason());
    }

    /** The whole report, for programs. */
    public IngestSummary summary(IngestCounts counts) {
        return new IngestSummary(
                counts.files(),
                counts.stored(),
                counts.replaced(),
                counts.alreadyStored(),
                counts.otherOctets(),
                skipped,
                passedOver,
                failures);
    }

    /**
     * Prints the end of the report: several failures and what was left out to standard error, the totals to standard
     * output.
     */
    public void print(IngestCounts counts, PrintWriter out, PrintWriter err) {
        Map<String, List<Entry>> byReason =
                skipped.stream().collect(Collectors.groupingBy(Entry::reason, TreeMap::new, Collectors.toList()));
        byReason.forEach((reason, files) -> err.println(
                files.size() == 1
                        ? "skipped %s: %s".formatted(files.get(0).file(), reason)
                        : "skipped %d files such as %s: %s"
                                .formatted(files.size(), files.get(0).file(), reason)));
        if (!passedOver.isEmpty()) {
            Entry first = passedOver.get(0);
            long files = passedOver.stream().map(Entry::file).distinct().count();
            err.println("passed over %d octets outside messages in %d file%s, such as %s: %s"
                    .formatted(counts.otherOctets(), files, files == 1 ? "" : "s", first.file(), first.reason()));
        }
        if (failures.size() > 1) {
            failures.forEach(failure -> err.println("failed %s: %s".formatted(failure.file(), failure.reason())));
        }
        err.flush();
        double seconds = progress.seconds();
        out.printf(
                "%d files in %.1f s (%.0f files/s): %d frames stored, %d replaced, %d already stored, %d files skipped, %d failed%n",
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
