package amagumo.ingest.store;

import amagumo.ingest.radar.RadarFrame;

/**
 * A frame and the version of its content, from a single read of one message.
 *
 * @param version the version of the frame's message
 * @param frame the frame with all of its cells
 */
public record VersionedFrame(FrameVersion version, RadarFrame frame) {}
