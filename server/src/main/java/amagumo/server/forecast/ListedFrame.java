package amagumo.server.forecast;

import amagumo.ingest.store.FrameVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * A stored frame, as a list tells of it.
 *
 * @param validTime UTC
 * @param version of its message
 * @param motionVersion of the motion up to it; nothing where the frame before it is missing
 */
public record ListedFrame(Instant validTime, FrameVersion version, Optional<String> motionVersion) {}
