package amagumo.ingest.store;

import amagumo.ingest.radar.BoundingBox;
import java.util.Optional;

/**
 * What an {@link Ingest} takes, and how.
 *
 * @param box what is cut out of each frame; empty for the box that the store was made with, or everything if it has
 *     none
 * @param replace whether other content for a stored time replaces it or is a failure
 * @param clock how far frames may be ahead of which clock
 */
public record IngestOptions(Optional<BoundingBox> box, boolean replace, ClockBound clock) {

    /** All cells, nothing replaced, the default bound by this machine's clock. */
    public static IngestOptions defaults() {
        return new IngestOptions(Optional.empty(), false, ClockBound.ofThisMachine());
    }
}
