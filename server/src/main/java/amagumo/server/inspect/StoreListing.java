package amagumo.server.inspect;

import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.StoredFrame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code store list --json} prints; the names are a contract.
 *
 * @param stepMinutes distance between two frames
 * @param frames its frames by valid time
 * @param damaged one sentence for each frame lost to damage, saying where it lies
 */
public record StoreListing(int stepMinutes, List<Frame> frames, List<String> damaged) {

    /**
     * A frame.
     *
     * @param validTime UTC
     * @param version the beginning of the SHA-256 of its GRIB2 message, 16 hexadecimal digits
     * @param octets length of the message
     * @param wet share of the non-missing cells at 0.5 mm/h or more, 0 to 1
     */
    public record Frame(String validTime, String version, int octets, double wet) {}

    /** Reads every message of a store; those that are damaged are left out of the store from then on. */
    public static StoreListing of(FrameStore store) throws IOException {
        List<String> damaged = store.verify();
        List<Frame> frames = new ArrayList<>();
        for (StoredFrame frame : store.frames().values()) {
            frames.add(new Frame(
                    frame.validTime().toString(), frame.version().hex(), frame.octets(), frame.wetFraction()));
        }
        return new StoreListing(store.stepMinutes(), frames, damaged);
    }
}
