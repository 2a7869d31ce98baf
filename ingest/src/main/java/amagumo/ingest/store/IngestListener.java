package amagumo.ingest.store;

import amagumo.ingest.grib.OtherOctets;

/** What an {@link Ingest} reports as it goes, from the thread that runs it. */
public interface IngestListener {

    /** A file, or a product in it, was left out, which is not a failure. */
    void skipped(String file, String reason);

    /** Octets of a file that belong to no message were passed over, which is not a failure. */
    void passedOver(String file, OtherOctets octets);

    /** A file, or a frame of it, could not be stored. */
    void failed(String file, String reason);

    /** More files have been dealt with; what is counted as stored is on the disk. */
    void progress(IngestCounts soFar);
}
