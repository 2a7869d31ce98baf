package amagumo.ingest.store;

import amagumo.ingest.radar.BoundingBox;
import java.util.Optional;

/**
 * What an {@link Ingest} takes, and how.
 *
 * @param box what is cut out of each frame; empty for what the store was made with, or else all
 * @param replace whether other content for a stored time counts instead of it, or is a failure
 * @param clock how far frames may be ahead of which clock
 */
public record IngestOptions(Optional<BoundingBox> box, boolean replace, ClockBound clock) {

    /** All cells, nothing replaced, by this machine's clock and the default bound. */
    public static IngestOptions defaults() {
        return new IngestOptions(Optional.empty(), false, ClockBound.ofThisMachine());
    }
}
