package amagumo.server.source;

import amagumo.ingest.grib.OtherOctets;
import amagumo.ingest.store.IngestCounts;
import amagumo.ingest.store.IngestListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an ingest refused or left out of which file, or of which member of an archive. */
public final class IngestOutcome implements IngestListener {

    private record Failure(String file, String reason) {}

    private final List<Failure> failures = new ArrayList<>();
    private final Map<String, String> leftOut = new LinkedHashMap<>();

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

    /** Why files were left out, which is no failure, and the first file that each reason is of. */
    public Map<String, String> leftOut() {
        return Collections.unmodifiableMap(leftOut);
    }

    @Override
    public void failed(String file, String reason) {
        failures.add(new Failure(file, reason));
    }

    @Override
    public void skipped(String file, String reason) {
        leftOut.putIfAbsent(reason, file);
    }

    @Override
    public void passedOver(String file, OtherOctets octets) {}

    @Override
    public void progress(IngestCounts soFar) {}
}
