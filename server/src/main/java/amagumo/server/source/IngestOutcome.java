package amagumo.server.source;

import amagumo.ingest.grib.OtherOctets;
import amagumo.ingest.store.IngestCounts;
import amagumo.ingest.store.IngestListener;
import java.util.ArrayList;
import java.util.List;

/** What an ingest refused of which file, or of which member of an archive. */
public final class IngestOutcome implements IngestListener {

    private record Failure(String file, String reason) {}

    private final List<Failure> failures = new ArrayList<>();

    /**
     * Whether something of a file was refused.
     *
     * @param name by which the ingest was given the file
     */
    public boolean hasFailure(String name) {
        String label = name.replaceAll("\\p{Cntrl}", "?"); // as ArchiveItem names it
        return failures.stream()
                .anyMatch(failure -> failure.file.equals(label) || failure.file.startsWith(label + ":"));
    }

    /** What was refused, a sentence each. */
    public List<String> refused() {
        return failures.stream()
                .map(failure -> failure.file + ": " + failure.reason)
                .toList();
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
